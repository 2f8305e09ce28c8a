/** Calls that ring here, until they are accepted or rejected, or their caller or Twilio gives up. */
import type { Call } from '@twilio/voice-sdk';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import type { InvitedCall } from './invitation.ts';
import type { LiveCalls } from './live-calls.ts';
import { microphoneProblem } from './microphone.ts';
import { createNamedTimers } from './named-timers.ts';
import { ringModeFor, type RingSettings } from './ring-mode.ts';
import type { Ringer } from './ringer.ts';
import { createRingingCalls } from './ringing-calls.ts';

export type IncomingCallsDeps = {
  liveCalls: Pick<LiveCalls, 'add' | 'disconnectAll'>;
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

  /** Without a microphone the call rings on: the customer is not lost. */
  const accept = async (callId: string) => {
    const refusedBy = microphoneProblem(await microphone());
    const waiting = ringing.get(callId);
    if (!waiting) return;
    cancelAutoAnswer(callId);
    if (refusedBy) return report({ event: 'answerFailed', callId, problem: refusedBy });
    ringing.remove(callId);
    liveCalls.disconnectAll();
    const { sid, since } = waiting.invited;
    liveCalls.add(waiting.call, { callId, sid, muted: false, phase: 'ringing', since }, { loggedAs: sid });
    waiting.call.accept();
  };

  return {
    ring(call: Call, invitedCall: InvitedCall) {
      // The backend rings no browser in do-not-disturb; this call was on its way when the setting changed.
      if (settings.doNotDisturb) return call.reject();
      const { callId } = invitedCall;
      const now = Date.now();
      const invited = { ...invitedCall, ...ringModeFor(settings, isBusy() || ringing.count() > 0, now) };
      ringing.add({ call, invited });
      const onOver = () => {
        autoAnswers.cancel(callId);
        if (ringing.remove(callId)) report({ event: 'inviteEnded', callId, at: Date.now() });
      };
      for (const event of ['cancel', 'disconnect', 'reject', 'error'] as const) call.on(event, onOver);
      const { autoAnswerAt } = invited;
      if (autoAnswerAt !== undefined) autoAnswers.set(callId, autoAnswerAt - now, () => void accept(callId));
      report({ event: 'callInvited', invited: { ...invited } });
    },
    async accept(callId: string) {
      if (ringing.get(callId)) await ringing.quietDuring(callId, () => accept(callId));
    },
    cancelAutoAnswer,
    reject: (callId: string) => ringing.get(callId)?.call.reject(),
    silence: (callId: string) => ringing.silence(callId),
    useSettings(next: Partial<RingSettings>) {
      settings = { ...settings, ...next };
    },
    doNotDisturb: () => settings.doNotDisturb,
    ringsAloud: ringing.ringsAloud,
    list: ringing.list,
  };
}
