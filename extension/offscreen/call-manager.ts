/** All calls of this browser: those being placed, those that ring, and those that are live. */
import type { Call } from '@twilio/voice-sdk';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import type { CallAudio } from './device.ts';
import { createIncomingCalls } from './incoming-calls.ts';
import type { InvitedCall } from './invitation.ts';
import { createLiveCalls } from './live-calls.ts';
import { createOutgoingCalls, type DialCommand, type OutgoingCallsDeps } from './outgoing-calls.ts';
import type { RingSettings } from './ring-mode.ts';
import type { Ringer } from './audio/ringer.ts';

export type CallManagerDeps = {
  registration: () => ReturnType<OutgoingCallsDeps['registration']> & { callAudio: CallAudio };
  ringer: Pick<Ringer, 'sound'>;
  /** The permission and devices as last seen. */
  microphone: () => Promise<MicrophoneState>;
  /** The permission and devices as they are now. */
  lookAtMicrophone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
  /** A call began or ended. */
  onBusyChanged: () => void;
};

export function createCallManager({ registration, ringer, microphone, lookAtMicrophone, report, onBusyChanged }: CallManagerDeps) {
  const audio: CallAudio = {
    release: (call) => registration().callAudio.release(call),
    activate: (call) => registration().callAudio.activate(call),
    closeMicrophone: () => registration().callAudio.closeMicrophone(),
  };
  const live = createLiveCalls({ audio, lookAtMicrophone, report, onBusyChanged });
  const outgoing = createOutgoingCalls({ registration, liveCalls: live, microphone, report });
  const isBusy = () => live.isBusy() || outgoing.areStarting();
  const incoming = createIncomingCalls({ liveCalls: live, isBusy, ringer, microphone, report });

  return {
    connect: (dial: DialCommand) => outgoing.connect(dial),
    ring: (call: Call, invited: InvitedCall) => incoming.ring(call, invited),
    accept: (callId: string, keep?: string) => incoming.accept(callId, keep),
    speakOn: (callId: string) => live.speakOn(callId),
    cancelAutoAnswer: incoming.cancelAutoAnswer,
    decline: incoming.decline,
    declineBySid: (sid: string) => incoming.declineBySid(sid),
    silence: (callId: string) => incoming.silence(callId),
    disconnect(callId: string) {
      outgoing.cancel(callId);
      live.disconnect(callId);
    },
    disconnectAll: () => live.disconnectAll(),
    mute: (callId: string, on: boolean) => live.mute(callId, on),
    sendDigits: (callId: string, keys: string) => live.sendDigits(callId, keys),
    /** Ends the calls that are still being set up: no media passes. */
    onMediaStuck: () => live.onMediaStuck(),
    useRingSettings: (settings: Partial<RingSettings>) => incoming.useSettings(settings),
    doNotDisturb: incoming.doNotDisturb,
    ringsAloud: incoming.ringsAloud,
    calls: live.list,
    invited: incoming.list,
    isBusy: live.isBusy,
    /** No call is live or being placed. */
    isIdle: () => !isBusy(),
  };
}
