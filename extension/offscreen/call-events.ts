/** Follows one SDK call and tells what happens to it as events. */
import type { Call, TwilioError } from '@twilio/voice-sdk';
import type { Outcome } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import type { EngineEvent, MicrophoneState, Quality } from '../protocol/engine-events.ts';
import { microphoneProblem } from './microphone.ts';
import { qualityOf } from './quality.ts';
import { twilioProblem } from './twilio-problem.ts';

/** How long a call may be without sound before it counts as dropped. */
const reconnectTimeoutMs = 15_000;

/** What the SDK calls it once Chrome has given up, too. */
const mediaConnectionFailed = 53_405;

export type CallWatch = {
  answered: () => void;
  /** The call's id in the log, where that is not the CallSid of this leg. */
  loggedAs?: string | undefined;
  microphone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
};

/** @returns what to call when it is known that no sound of it can pass. */
export function followCall(
  call: Call,
  callId: string,
  { answered: onAnswer, loggedAs, microphone, report }: CallWatch,
): { mediaStuck: () => void } {
  let answered = false;
  let over = false;
  let problem: Problem | undefined;
  let lastQuality: Quality | null = null;
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  let hungUpHere = false;
  const hangUp = call.disconnect.bind(call);
  // The SDK does not say which side ended a call; asking here is the only way to know.
  call.disconnect = () => {
    hungUpHere = true;
    hangUp();
  };

  const sid = () => loggedAs ?? call.parameters['CallSid'];
  const moved = (move: Extract<EngineEvent, { event: 'callChanged' }>['move']) =>
    report({ event: 'callChanged', callId, ...(sid() ? { sid: sid()! } : {}), move });

  const end = async () => {
    if (over) return;
    over = true;
    clearTimeout(giveUp);
    const why = problem?.code === 'microphone-blocked' ? (microphoneProblem(await microphone()) ?? problem) : problem;
    moved({ happened: 'ended', at: Date.now(), outcome: outcomeOf(answered, hungUpHere, why), ...(why ? { problem: why } : {}) });
  };

  /** Never a sound: waiting for it to come is of no use, and the agent's own phone may still do. */
  const mediaStuck = (code: number) => {
    if (answered || over) return;
    problem = { code: 'media-blocked', details: { code: String(code) } };
    hangUp();
  };

  call.on('ringing', () => moved({ happened: 'rang', at: Date.now() }));
  call.on('accept', () => {
    answered = true;
    moved({ happened: 'answered', at: Date.now() });
    watchTrack(call, async () => {
      const state = await microphone();
      report({ event: 'microphoneChanged', microphone: state === 'granted' ? 'missing' : state });
    });
    onAnswer();
  });
  call.on('mute', (on: boolean) => report({ event: 'callMuted', callId, on }));
  call.on('error', (error: TwilioError.TwilioError) => (problem = twilioProblem(error, 'call-failed')));
  // The SDK emits the error of a refused microphone just after `disconnect`, in the same turn.
  call.on('disconnect', () => queueMicrotask(() => void end()));
  call.on('cancel', () => void end());
  call.on('reject', () => void end());

  call.on('reconnecting', (error: TwilioError.TwilioError) => {
    if (giveUp) return;
    if (!answered) return mediaStuck(error.code);
    report({ event: 'callReconnecting', callId, since: Date.now() });
    giveUp = setTimeout(() => {
      problem = { code: 'call-dropped', details: { code: String(error.code) } };
      hangUp();
    }, reconnectTimeoutMs);
  });
  call.on('reconnected', () => {
    clearTimeout(giveUp);
    giveUp = undefined;
    report({ event: 'callReconnecting', callId, since: null });
  });
  call.on('sample', ({ mos }: { mos: number | null }) => {
    const quality = qualityOf(mos);
    if (quality && quality !== lastQuality) report({ event: 'callQuality', callId, quality: (lastQuality = quality) });
  });
  return { mediaStuck: () => mediaStuck(mediaConnectionFailed) };
}

function outcomeOf(answered: boolean, hungUpHere: boolean, problem: Problem | undefined): Outcome {
  if (answered) return problem ? 'failed' : 'completed';
  return hungUpHere ? 'cancelled' : 'failed';
}

/** When the permission is taken away the track ends, the call stays open and the SDK says nothing. */
function watchTrack(call: Call, lost: () => Promise<void>): void {
  for (const track of call.getLocalStream()?.getAudioTracks() ?? []) track.addEventListener('ended', () => void lost());
}
