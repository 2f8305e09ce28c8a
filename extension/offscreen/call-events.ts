/** Follows one SDK call and reports its events. */
import type { Call, TwilioError } from '@twilio/voice-sdk';
import type { Outcome } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import type { EngineEvent, MicrophoneState, Quality } from '../protocol/engine-events.ts';
import { watchWarnings } from './call-warnings.ts';
import { microphoneProblem } from './audio/microphone.ts';
import { qualityOf } from './audio/quality.ts';
import { problemWithCode, twilioProblem } from './twilio-problem.ts';

/** A call without media for this long counts as dropped. */
const reconnectTimeoutMs = 15_000;
/** The SDK's code for a media connection that Chrome has given up. */
const mediaConnectionFailed = 53_405;

export type CallEventsDeps = {
  onAnswered: () => void;
  /** The call's id in the log, where that is not the CallSid of this leg. */
  loggedAs?: string | undefined;
  lookAtMicrophone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
};

/** A call that is followed, and the reason of its end while the end is on its way. */
type Followed = {
  call: Call;
  callId: string;
  deps: CallEventsDeps;
  disconnect: () => void;
  answered: boolean;
  ended: boolean;
  hungUpHere: boolean;
  problem?: Problem;
};

/** @returns `onMediaStuck`, to be called when it is known that no media of this call can pass. */
export function followCall(call: Call, callId: string, deps: CallEventsDeps): { onMediaStuck: () => void } {
  const disconnect = call.disconnect.bind(call);
  const followed: Followed = { call, callId, deps, disconnect, answered: false, ended: false, hungUpHere: false };
  // The SDK does not say which side ended a call: intercepting the call to `disconnect` is the only way to know.
  call.disconnect = () => {
    followed.hungUpHere = true;
    disconnect();
  };
  followProgress(followed);
  const stops = [followReconnecting(followed), watchWarnings(call, (warnings) => deps.report({ event: 'callWarnings', callId, warnings }))];
  followEnd(followed, () => stops.forEach((stop) => stop()));
  followQuality(followed);
  return { onMediaStuck: () => failMedia(followed, mediaConnectionFailed) };
}

function reportChange({ call, callId, deps }: Followed, move: Extract<EngineEvent, { event: 'callChanged' }>['move']): void {
  const sid = deps.loggedAs ?? call.parameters['CallSid'];
  deps.report({ event: 'callChanged', callId, ...(sid ? { sid } : {}), move });
}

/** No media before the answer: waiting is of no use, and the agent's own phone may still take the call. */
function failMedia(followed: Followed, code: number): void {
  if (followed.answered || followed.ended) return;
  followed.problem = problemWithCode('media-blocked', { code });
  followed.disconnect();
}

function followProgress(followed: Followed): void {
  const { call, callId, deps } = followed;
  call.on('ringing', () => reportChange(followed, { happened: 'rang', at: Date.now() }));
  call.on('accept', () => {
    followed.answered = true;
    reportChange(followed, { happened: 'answered', at: Date.now() });
    watchTracks(followed);
    deps.onAnswered();
  });
  call.on('mute', (on: boolean) => deps.report({ event: 'callMuted', callId, on }));
}

/**
 * When the permission is revoked, or the microphone unplugged, the track ends, while the call stays open and the SDK emits
 * nothing. Another microphone brings another track, which is found at the next sample, a second later at most.
 */
function watchTracks({ call, deps }: Followed): void {
  const watched = new WeakSet<MediaStreamTrack>();
  const ended = async () => {
    const state = await deps.lookAtMicrophone();
    deps.report({ event: 'microphoneChanged', microphone: state === 'granted' ? 'missing' : state });
  };
  const watch = () => {
    for (const track of call.getLocalStream()?.getAudioTracks() ?? []) {
      if (watched.has(track)) continue;
      watched.add(track);
      track.addEventListener('ended', () => void ended());
    }
  };
  watch();
  call.on('sample', watch);
}

function followEnd(followed: Followed, stop: () => void): void {
  const { call, deps } = followed;
  const end = async () => {
    if (followed.ended) return;
    followed.ended = true;
    stop();
    const { problem } = followed;
    const why = problem?.code === 'microphone-blocked' ? (microphoneProblem(await deps.lookAtMicrophone()) ?? problem) : problem;
    reportChange(followed, { happened: 'ended', at: Date.now(), outcome: outcomeOf(followed, why), ...(why ? { problem: why } : {}) });
  };
  call.on('error', (error: TwilioError.TwilioError) => {
    followed.problem = twilioProblem(error, Number.isInteger(error.code) ? 'twilio-error' : 'call-failed');
  });
  // The SDK emits the error of a refused microphone just after `disconnect`, in the same turn.
  call.on('disconnect', () => queueMicrotask(() => void end()));
  call.on('cancel', () => void end());
  call.on('reject', () => void end());
}

function outcomeOf({ answered, hungUpHere }: Followed, problem: Problem | undefined): Outcome {
  if (answered) return problem ? 'failed' : 'completed';
  return hungUpHere ? 'cancelled' : 'failed';
}

/** The SDK repeats `reconnecting` with each failed attempt; it is reported once. */
function followReconnecting(followed: Followed): () => void {
  const { call, callId, deps } = followed;
  let timeout: ReturnType<typeof setTimeout> | undefined;
  call.on('reconnecting', (error: TwilioError.TwilioError) => {
    if (timeout) return;
    if (!followed.answered) return failMedia(followed, error.code);
    deps.report({ event: 'callReconnecting', callId, since: Date.now() });
    timeout = setTimeout(() => {
      followed.problem = problemWithCode('call-dropped', error);
      followed.disconnect();
    }, reconnectTimeoutMs);
  });
  call.on('reconnected', () => {
    clearTimeout(timeout);
    timeout = undefined;
    deps.report({ event: 'callReconnecting', callId, since: null });
  });
  return () => clearTimeout(timeout);
}

function followQuality({ call, callId, deps }: Followed): void {
  let last: Quality | null = null;
  call.on('sample', ({ mos }: { mos: number | null }) => {
    const quality = qualityOf(mos);
    if (!quality || quality === last) return;
    last = quality;
    deps.report({ event: 'callQuality', callId, quality });
  });
}
