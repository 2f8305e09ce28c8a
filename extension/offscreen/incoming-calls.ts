/** Calls that ring here, with their sound, until they are accepted, rejected, or their caller or Twilio gives up. */
import type { Call } from '@twilio/voice-sdk';
import type { EngineEvent, Invited, MicrophoneState } from '../protocol/engine-events.ts';
import type { InvitedCall } from './invitation.ts';
import type { LiveCalls } from './live-calls.ts';
import { microphoneProblem } from './microphone.ts';
import { createNamedTimers } from './named-timers.ts';
import { ringModeFor, type RingSettings } from './ring-mode.ts';
import type { Ringer } from './ringer.ts';

type RingingCall = { call: Call; invited: Invited; accepting: boolean };

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
  const ringing = new Map<string, RingingCall>();
  const autoAnswers = createNamedTimers<string>();
  let settings: RingSettings = { doNotDisturb: false, autoAnswer: false, onOwnPhone: false };

  const ringsAloud = () => Array.from(ringing.values()).some(({ invited, accepting }) => invited.ringMode === 'loud' && !accepting);
  const stopSoundIfQuiet = () => {
    if (!ringsAloud()) ringer.sound('none');
  };

  const cancelAutoAnswer = (callId: string) => {
    autoAnswers.cancel(callId);
    delete ringing.get(callId)?.invited.autoAnswerAt;
  };

  const remove = (callId: string) => {
    autoAnswers.cancel(callId);
    const wasRinging = ringing.delete(callId);
    if (wasRinging) stopSoundIfQuiet();
    return wasRinging;
  };

  /** Without a microphone the call rings on: the customer is not lost. */
  const accept = async (callId: string) => {
    const waiting = ringing.get(callId);
    const refusedBy = microphoneProblem(await microphone());
    if (!waiting || !ringing.has(callId)) return;
    cancelAutoAnswer(callId);
    if (refusedBy) return report({ event: 'answerFailed', callId, problem: refusedBy });
    remove(callId);
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
      const othersRing = ringsAloud();
      const mode = ringModeFor(settings, isBusy() || ringing.size > 0, Date.now());
      const invited = { ...invitedCall, ...mode };
      ringing.set(callId, { call, invited, accepting: false });
      const onOver = () => {
        if (remove(callId)) report({ event: 'inviteEnded', callId, at: Date.now() });
      };
      for (const event of ['cancel', 'disconnect', 'reject', 'error'] as const) call.on(event, onOver);
      if (mode.autoAnswerAt !== undefined) autoAnswers.set(callId, mode.autoAnswerAt - Date.now(), () => void accept(callId));
      if (!othersRing) ringer.sound(mode.ringMode === 'loud' && mode.autoAnswerAt === undefined ? 'ring' : 'beep');
      report({ event: 'callInvited', invited });
    },
    /** Quiet from the click on; it rings again if it cannot be accepted. */
    async accept(callId: string) {
      const call = ringing.get(callId);
      if (!call) return;
      call.accepting = true;
      stopSoundIfQuiet();
      await accept(callId);
      call.accepting = false;
      if (ringing.has(callId) && call.invited.ringMode === 'loud') ringer.sound('ring');
    },
    cancelAutoAnswer,
    reject: (callId: string) => ringing.get(callId)?.call.reject(),
    silence(callId: string) {
      const call = ringing.get(callId);
      if (!call) return;
      call.invited.ringMode = 'silent';
      stopSoundIfQuiet();
    },
    useSettings(next: Partial<RingSettings>) {
      settings = { ...settings, ...next };
    },
    doNotDisturb: () => settings.doNotDisturb,
    ringsAloud,
    list: (): Invited[] => Array.from(ringing.values(), ({ invited }) => ({ ...invited })),
  };
}
