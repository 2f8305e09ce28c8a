/** Calls that ring here, until they are accepted or declined, or their caller or Twilio gives up. */
import type { Call } from '@twilio/voice-sdk';
import type { Problem } from '../../shared/problem.ts';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import type { InvitedCall } from './invitation.ts';
import type { LiveCalls } from './live-calls.ts';
import { microphoneProblem } from './audio/microphone.ts';
import { createNamedTimers } from './named-timers.ts';
import { ringModeFor, type RingSettings } from './ring-mode.ts';
import type { Ringer } from './audio/ringer.ts';
import { createRingingCalls } from './ringing-calls.ts';

export type IncomingCallsDeps = {
  liveCalls: Pick<LiveCalls, 'add' | 'disconnectAllBut' | 'setAside' | 'ensureSpoken'>;
  /** A call is live here, or is being placed. */
  isBusy: () => boolean;
  ringer: Pick<Ringer, 'sound'>;
  /** The permission and devices as last seen: the answer does not wait for a new look. */
  microphone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
};

export function createIncomingCalls({ liveCalls, isBusy, ringer, microphone, report }: IncomingCallsDeps) {
  const ringing = createRingingCalls(ringer);
  const autoAnswers = createNamedTimers<string>();
  let settings: RingSettings = { doNotDisturb: false, autoAnswer: false, onOwnPhone: false };

  const cancelAutoAnswer = (callId: string) => {
    autoAnswers.cancel(callId);
    delete ringing.get(callId)?.invited.autoAnswerAt;
  };

  const end = (callId: string, declined: boolean) => {
    autoAnswers.cancel(callId);
    if (ringing.remove(callId)) report({ event: 'inviteEnded', callId, at: Date.now(), declined });
  };

  /** Sends nothing to Twilio: after `reject()` Twilio would cancel the invitations of the agent's other browsers. */
  const decline = (callId: string) => {
    const waiting = ringing.get(callId);
    end(callId, true);
    waiting?.call.ignore();
  };

  /** Without a microphone the call rings on: the customer is not lost. */
  const accept = async (callId: string, keep?: string) => {
    const refusedBy = microphoneProblem(await microphone()) ?? (keep === undefined ? null : await setAside(liveCalls, keep));
    const waiting = ringing.get(callId);
    if (!waiting) return liveCalls.ensureSpoken();
    cancelAutoAnswer(callId);
    if (refusedBy) return report({ event: 'answerFailed', callId, problem: refusedBy });
    ringing.remove(callId);
    liveCalls.disconnectAllBut(keep);
    const { sid, since } = waiting.invited;
    liveCalls.add(waiting.call, { callId, sid, muted: false, phase: 'ringing', since }, { loggedAs: sid });
    waiting.call.accept();
  };

  return {
    ring(call: Call, invitedCall: InvitedCall) {
      // The backend rings no browser in do-not-disturb; this call was on its way when the setting changed.
      if (settings.doNotDisturb) return call.ignore();
      const { callId } = invitedCall;
      const now = Date.now();
      const invited = { ...invitedCall, ...ringModeFor(settings, isBusy() || ringing.count() > 0, now) };
      ringing.add({ call, invited });
      for (const event of ['cancel', 'disconnect', 'error'] as const) call.on(event, () => end(callId, false));
      const { autoAnswerAt } = invited;
      if (autoAnswerAt !== undefined) autoAnswers.set(callId, autoAnswerAt - now, () => void accept(callId));
      report({ event: 'callInvited', invited: { ...invited } });
    },
    /** @param keep the call that is set aside; every other live call ends. */
    async accept(callId: string, keep?: string) {
      if (ringing.get(callId)) await ringing.quietDuring(callId, () => accept(callId, keep));
    },
    cancelAutoAnswer,
    decline,
    /** The agent declined this call in another browser. */
    declineBySid(sid: string) {
      for (const invited of ringing.list()) if (invited.sid === sid) decline(invited.callId);
    },
    silence: (callId: string) => ringing.silence(callId),
    useSettings(next: Partial<RingSettings>) {
      settings = { ...settings, ...next };
    },
    doNotDisturb: () => settings.doNotDisturb,
    ringsAloud: ringing.ringsAloud,
    list: ringing.list,
  };
}

/** @returns why the call could not be set aside; it is spoken on then. */
async function setAside(liveCalls: Pick<LiveCalls, 'setAside'>, callId: string): Promise<Problem | null> {
  try {
    await liveCalls.setAside(callId);
    return null;
  } catch {
    return { code: 'microphone-missing' };
  }
}
