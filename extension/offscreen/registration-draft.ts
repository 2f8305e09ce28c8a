/** What every rule of the registration's reducer does to the state: report the line, set a timer, drop the Device. */
import type { Line } from '../protocol/engine-events.ts';
import type { Effect, Facts, RegistrationState, TimerEvent, TimerName, TokenReason } from './registration-events.ts';

/** The state with its effects, while one event is handled. */
export type Draft = RegistrationState & { effects: Effect[] };

export function destroyDevice(draft: Draft): void {
  draft.hasDevice = false;
  draft.effects.push({ is: 'stopProbe' }, { is: 'cancel', timer: 'proof' }, { is: 'destroyDevice' });
}

export function connecting(draft: Draft, { now }: Facts): void {
  if (draft.line.is !== 'connecting' || isAwaitingProof(draft.line)) report(draft, { is: 'connecting', since: now });
}

export function report(draft: Draft, line: Line): void {
  draft.line = line;
  draft.effects.push({ is: 'report', line });
}

const isAwaitingProof = (line: Line) => line.is === 'connecting' && line.because === 'awaiting-proof';
export const wasUp = (line: Line) => line.is === 'ready' || line.is === 'unproven' || isAwaitingProof(line);

/**
 * Whether the backend may ring this browser. A registered line that waits for its first probe call may ring: a customer's
 * call is as good a proof, and one that does not arrive is noticed.
 */
export const mayRing = (line: Line) => line.is === 'ready' || isAwaitingProof(line);

export function schedule(draft: Draft, timer: TimerName, afterMs: number, event: TimerEvent): void {
  draft.effects.push({ is: 'schedule', timer, afterMs, event });
}

export function scheduleToken(draft: Draft, afterMs: number, because: TokenReason): void {
  schedule(draft, 'token', afterMs, { is: 'tokenDue', because });
}

export function scheduleProof(draft: Draft, afterMs: number): void {
  schedule(draft, 'proof', afterMs, { is: 'proofDue' });
}
