/** What every TwiML verb is given and gives back. */
import type { Sound } from '../audio/frame.ts';
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';
import type { TwimlSource } from './document.ts';
import type { Element } from './xml.ts';

export type Run = {
  context: TwilioContext;
  call: Call;
  /** Address of the document: what relative addresses are relative to. */
  url: string;
  /** Aborted when the call is over or another document took over. */
  signal: AbortSignal;
  /** Runs a document on another leg: see `runProgram`. */
  runOn(call: Call, source: TwimlSource): Promise<ProgramEnd>;
};

/** Goes on with the next verb, with another document, or hangs up. */
export type VerbResult = undefined | { goTo: TwimlSource } | 'hang-up';

/** How a program came to its end: out of verbs, by hanging up, or because the call ended or another program took over. */
export type ProgramEnd = 'ran-out' | 'hung-up' | 'stopped';

export type Verb = (run: Run, element: Element) => Promise<VerbResult>;

/** Plays to the caller until the sound is over or the run is stopped. */
export async function playTo(run: Run, sound: Sound): Promise<void> {
  if (run.signal.aborted) return;
  const { audio } = run.call.endpoint;
  const stopPlaying = () => audio.stopPlaying();
  run.signal.addEventListener('abort', stopPlaying, { once: true });
  await audio.play(sound);
  run.signal.removeEventListener('abort', stopPlaying);
}

/** Resolves when the run is stopped. */
export function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** An address in a document, made absolute; without one, the document's own address. */
export function addressOf(run: Run, address: string | undefined): string {
  return address ? new URL(address, run.url || undefined).href : run.url;
}

export function methodOf(method: string | undefined): 'GET' | 'POST' {
  return method?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** A whole number of an attribute within its limits, or the default when it is none. */
export function numberOf(text: string | undefined, fallback: number, min = 0, max = Number.POSITIVE_INFINITY): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}

/** Tells the event log what Twilio's debugger would show. */
export function warn(run: Run, code: number, message: string): void {
  run.context.events.record('warning', { callSid: run.call.sid, code, message });
}
