/** The calls of the line: dials, answers, mutes, sends keys, hangs up, and reports what happens to each call. */
import type { Call } from '@twilio/voice-sdk';
import type { Problem } from '../../shared/problem.ts';
import type { EngineCommand } from '../protocol/engine-commands.ts';
import type { EngineCall, EngineEvent, Invited, MicrophoneState } from '../protocol/engine-events.ts';
import { followCall } from './call-events.ts';
import { createKeyQueue } from './key-queue.ts';
import type { Registration } from './registration.ts';
import { microphoneProblem } from './microphone.ts';

type Held = { call: Call; known: EngineCall; sendKeys: (keys: string) => void; mediaStuck: () => void };

export type PhoneWorld = {
  registration: () => Registration;
  /** As last seen. */
  microphone: () => Promise<MicrophoneState>;
  /** Looked at anew. */
  lookAtMicrophone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
  /** A call began or ended: being busy may have changed. */
  moved: () => void;
};

export function createPhone({ registration, microphone, lookAtMicrophone, report, moved }: PhoneWorld) {
  const held = new Map<string, Held>();
  /** Calls asked for that have no SDK call yet; hanging one up meanwhile cancels it. */
  const starting = new Set<string>();
  /** Calls that ring here. */
  const ringing = new Map<string, { call: Call; invited: Invited }>();
  const answerTimers = new Map<string, ReturnType<typeof setTimeout>>();

  const failed = (callId: string, problem: Problem) =>
    report({ event: 'callChanged', callId, move: { happened: 'ended', at: Date.now(), outcome: 'failed', problem } });

  const hold = (call: Call, known: EngineCall, { ext, loggedAs }: { ext?: string | undefined; loggedAs?: string | undefined }) => {
    const sendKeys = createKeyQueue((keys) => call.sendDigits(keys));
    const { mediaStuck } = followCall(call, known.callId, {
      answered: () => {
        // A breath before the keys: the other side's menu has to start listening.
        if (ext) sendKeys(`ww${ext}`);
      },
      loggedAs,
      microphone: lookAtMicrophone,
      report(event) {
        note(known.callId, event);
        report(event);
      },
    });
    held.set(known.callId, { call, sendKeys, known, mediaStuck });
    moved();
  };

  /** What is left of an earlier call (an announcement still playing) makes room. */
  const endOthers = () => {
    for (const { call } of held.values()) call.disconnect();
  };

  const dial = async ({ callId, params, ext }: Extract<EngineCommand, { command: 'dial' }>) => {
    starting.add(callId);
    const refusedBy = microphoneProblem(await microphone());
    if (refusedBy) return failed(callId, refusedBy);
    const device = registration().device();
    const now = registration().line();
    if (!device) return failed(callId, now.is === 'problem' ? now.problem : { code: 'line-unreachable' });
    endOthers();
    const call = await device.connect({ params });
    if (!starting.has(callId)) return call.disconnect();
    hold(call, { callId, muted: false, phase: 'dialling', since: Date.now() }, { ext });
  };

  const note = (callId: string, event: EngineEvent) => {
    const known = held.get(callId)?.known;
    if (!known) return;
    if (event.event === 'callMuted') known.muted = event.on;
    if (event.event !== 'callChanged') return;
    if (event.sid) known.sid = event.sid;
    if (event.move.happened === 'ended') {
      held.delete(callId);
      moved();
    }
    if (event.move.happened === 'rang') Object.assign(known, { phase: 'ringing', since: event.move.at });
    if (event.move.happened === 'answered') Object.assign(known, { phase: 'connected', since: event.move.at });
  };

  const stopRinging = (callId: string) => {
    clearTimeout(answerTimers.get(callId));
    answerTimers.delete(callId);
    return ringing.delete(callId);
  };

  const answer = async (callId: string) => {
    const waiting = ringing.get(callId);
    if (!waiting) return;
    const { call, invited } = waiting;
    const refusedBy = microphoneProblem(await microphone());
    // It rings on: the customer is not lost to a blocked microphone.
    if (refusedBy) return report({ event: 'answerFailed', callId, problem: refusedBy });
    if (!stopRinging(callId)) return;
    endOthers();
    hold(call, { callId, sid: invited.sid, muted: false, phase: 'ringing', since: invited.since }, { loggedAs: invited.sid });
    call.accept();
  };

  return {
    async dial(command: Extract<EngineCommand, { command: 'dial' }>) {
      await dial(command)
        .catch(() => failed(command.callId, { code: 'call-failed' }))
        .finally(() => starting.delete(command.callId));
    },
    /** A call rings here until it is answered, declined, or its caller or Twilio gives up. */
    ring(call: Call, invited: Invited) {
      const { callId } = invited;
      ringing.set(callId, { call, invited });
      const over = () => {
        if (stopRinging(callId)) report({ event: 'inviteEnded', callId, at: Date.now() });
      };
      for (const event of ['cancel', 'disconnect', 'reject', 'error'] as const) call.on(event, over);
      report({ event: 'callInvited', invited });
    },
    answer,
    answerIn(callId: string, at: number) {
      clearTimeout(answerTimers.get(callId));
      answerTimers.set(
        callId,
        setTimeout(() => void answer(callId), Math.max(0, at - Date.now())),
      );
    },
    stopAutoAnswer: (callId: string) => clearTimeout(answerTimers.get(callId)),
    decline: (callId: string) => ringing.get(callId)?.call.reject(),
    hangUp(callId: string) {
      if (starting.delete(callId))
        report({ event: 'callChanged', callId, move: { happened: 'ended', at: Date.now(), outcome: 'cancelled' } });
      held.get(callId)?.call.disconnect();
    },
    /** Whatever is still being set up gives up. */
    mediaStuck() {
      for (const each of held.values()) each.mediaStuck();
    },
    mute: (callId: string, on: boolean) => held.get(callId)?.call.mute(on),
    sendKeys(callId: string, keys: string) {
      if (!held.has(callId)) return;
      held.get(callId)?.sendKeys(keys);
      report({ event: 'keysSent', callId, keys });
    },
    calls: (): EngineCall[] => Array.from(held.values(), ({ known }) => known),
    invited: (): Invited[] => Array.from(ringing.values(), ({ invited }) => invited),
    isBusy: () => held.size > 0,
  };
}
