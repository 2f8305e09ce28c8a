/** The registration at Twilio: runs the effects of registration-state.ts on the SDK's Device, timers, the probe and the invite detector. */
import type { Call } from '@twilio/voice-sdk';
import type { ProbeNeed } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Line } from '../protocol/engine-events.ts';
import { type AudioDevices, createDeviceHolder, type DeviceHolder } from './device.ts';
import { createLineProbe } from './line-probe.ts';
import { createMissedInviteDetector } from './missed-invite-detector.ts';
import { createNamedTimers } from './named-timers.ts';
import type { Effect, RegistrationEvent, TimerName, TokenReason } from './registration-events.ts';
import { mayRing } from './registration-draft.ts';
import { initialState, reduceRegistration } from './registration-state.ts';

export type RegistrationCallbacks = {
  onLineChanged: (line: Line) => void;
  /** To be answered with `useToken` or `noToken`. */
  onTokenNeeded: (because: TokenReason) => void;
  callIsLive: () => boolean;
  /** The backend must ring this browser; to be answered with `probeSent`, `probePostponed` or `probeFailed`. */
  onProbeNeeded: (probe: string, need: ProbeNeed) => void;
  onIncoming: (call: Call) => void;
  onMediaStuck: () => void;
  /** The Device is about to be destroyed. */
  onDestroying: () => void;
};

export type Registration = ReturnType<typeof createRegistration>;

export function createRegistration(callbacks: RegistrationCallbacks) {
  let state = initialState;

  const dispatch = (event: RegistrationEvent) => {
    const { callIsLive } = callbacks;
    const facts = { now: Date.now(), random: Math.random(), callIsLive: callIsLive(), isRegistered: device.isRegistered() };
    const transition = reduceRegistration(state, event, facts);
    ({ state } = transition);
    for (const effect of transition.effects) run(effect);
  };

  const device = createDeviceHolder({
    onRegistered: () => dispatch({ is: 'registered' }),
    onUnregistered: () => dispatch({ is: 'unregistered' }),
    onError: (error, call) => dispatch({ is: 'deviceFailed', error, ofCall: call !== undefined }),
    onIncoming: callbacks.onIncoming,
    onMediaStuck: callbacks.onMediaStuck,
    onDestroying: callbacks.onDestroying,
  });
  const probe = createLineProbe({
    onNeeded: callbacks.onProbeNeeded,
    onLost: () => dispatch({ is: 'probeLost' }),
    onFailed: (problem) => dispatch({ is: 'probeFailed', problem }),
    onPostponed: (laterMs) => dispatch({ is: 'probePostponed', laterMs }),
  });
  const invites = createMissedInviteDetector(() => dispatch({ is: 'inviteMissed' }));
  const run = createEffectRunner({ callbacks, dispatch, device, probe, invites });

  return {
    hold: () => dispatch({ is: 'hold' }),
    drop: () => dispatch({ is: 'drop' }),
    async useToken(token: string, expiresAt: number) {
      dispatch({ is: 'tokenReceived', token, expiresAt });
      await device.started();
    },
    noToken: () => dispatch({ is: 'tokenUnavailable' }),
    /** Proves the line anew, and shows that it is being checked. */
    check: () => dispatch({ is: 'checkRequested' }),
    /** After a sleep or a change of network: proves the line anew; shown only if the proof fails. */
    woke: () => dispatch({ is: 'woke' }),
    probeSent: (id: string, queuedMs: number) => probe.sent(id, queuedMs),
    probeFailed: (id: string, problem: Problem) => probe.failed(id, problem),
    probePostponed: (id: string, laterMs: number) => probe.postponed(id, laterMs),
    /**
     * A probe call came in, of this browser or of another one of the agent: both are evidence.
     * @returns whether this browser asked for it.
     */
    probeArrived(id: string): boolean {
      const isOwn = probe.isCurrent(id);
      dispatch({ is: 'invited', at: Date.now() });
      return isOwn;
    },
    /** The backend reports that this call rings here. */
    expectInvite: (sid: string) => dispatch({ is: 'inviteAnnounced', sid }),
    /** The invitation of a customer's call came in. */
    inviteArrived(sid: string) {
      invites.arrived(sid);
      dispatch({ is: 'invited', at: Date.now() });
    },
    useAudioDevices: (chosen: AudioDevices) => device.useAudioDevices(chosen),
    openMicrophone: () => device.openMicrophone(),
    callAudio: device.callAudio,
    line: () => state.line,
    /** Whether the backend may ring this browser. */
    mayRing: () => mayRing(state.line),
    device: device.current,
  };
}

type Driven = {
  callbacks: RegistrationCallbacks;
  dispatch: (event: RegistrationEvent) => void;
  device: DeviceHolder;
  probe: ReturnType<typeof createLineProbe>;
  invites: ReturnType<typeof createMissedInviteDetector>;
};

function createEffectRunner({ callbacks, dispatch, device, probe, invites }: Driven): (effect: Effect) => void {
  const timers = createNamedTimers<TimerName>();

  return (effect) => {
    switch (effect.is) {
      case 'report':
        return callbacks.onLineChanged(effect.line);
      case 'askForToken':
        return callbacks.onTokenNeeded(effect.because);
      case 'makeDevice':
        return device.make(effect.token);
      case 'updateToken':
        return device.updateToken(effect.token);
      case 'destroyDevice':
        return device.destroy();
      case 'startProbe':
        return probe.start(effect.need);
      case 'stopProbe':
        return probe.stop();
      case 'expectInvite':
        return invites.expect(effect.sid);
      case 'forgetInvites':
        return invites.clear();
      case 'schedule':
        return timers.set(effect.timer, effect.afterMs, () => dispatch(effect.event));
      case 'cancel':
        return timers.cancel(effect.timer);
    }
  };
}
