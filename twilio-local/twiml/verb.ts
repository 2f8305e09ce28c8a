/** The parameters and the result of every TwiML verb, and functions that verbs share. */
import type { Sound } from '../audio/frame.ts';
import { readRecordingEvents, type RecordingCallback } from '../calls/recording-callback.ts';
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';
import type { TwimlSource } from './document.ts';
import type { Element } from './xml.ts';

export type Run = {
  context: TwilioContext;
  call: Call;
  /** URL of the document, the base of relative URLs. */
  url: string;
  /** Aborted when the call is over or another document replaces this one. */
  signal: AbortSignal;
  /** Runs a document on another leg: see `runProgram`. */
  runOn(call: Call, source: TwimlSource): Promise<ProgramEnd>;
};

/** The next step: the next verb (undefined), another document, or a hang-up. */
export type VerbResult = undefined | { goTo: TwimlSource } | 'hang-up';

/** The end of a program: no more verbs, a hang-up, or `stopped` by the end of the call or by another program. */
export type ProgramEnd = 'ran-out' | 'hung-up' | 'stopped';

export type Verb = (run: Run, element: Element) => Promise<VerbResult>;

/** Plays to the caller until the sound is over or the run is stopped. */
export async function playTo(run: Run, sound: Sound): Promise<void> {
  if (run.signal.aborted) return;
  const { audio } = run.call.endpoint;
  const stopPlaying = () => audio.stopPlaying(sound);
  run.signal.addEventListener('abort', stopPlaying, { once: true });
  await audio.play(sound);
  run.signal.removeEventListener('abort', stopPlaying);
}

/** Resolves when the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Makes a URL of the document absolute; the default is the document's own URL. */
export function addressOf(run: Run, address: string | undefined): string {
  return address ? new URL(address, run.url || undefined).href : run.url;
}

export function methodOf(method: string | undefined): 'GET' | 'POST' {
  return method?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** The callback of the attributes `recordingStatusCallback…` of a verb or noun. */
export function recordingCallbackOf(run: Run, attributes: Element['attributes']): RecordingCallback | undefined {
  if (!attributes.recordingStatusCallback) return undefined;
  return {
    url: addressOf(run, attributes.recordingStatusCallback),
    method: methodOf(attributes.recordingStatusCallbackMethod),
    events: readRecordingEvents([attributes.recordingStatusCallbackEvent]),
  };
}

/** The number of an attribute, limited to `min` and `max`; `fallback` when it is not a number. */
export function numberOf(text: string | undefined, fallback: number, min = 0, max = Number.POSITIVE_INFINITY): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}

/** Records a warning of Twilio's debugger in the event log. */
export function warn(run: Run, code: number, message: string): void {
  run.context.events.record('warning', { callSid: run.call.sid, code, message });
}
