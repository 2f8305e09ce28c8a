/** When to try again: exponential bases with full jitter, so that many clients that fail together do not return together. */

const basesMs = [2_000, 5_000, 15_000, 30_000, 60_000];
/** A random number near zero must not make a hot loop. */
const minWaitMs = 250;

/** A number from 0 (included) to 1 (excluded), as `Math.random` gives it. */
export type Random = () => number;

/** Upper bound of the wait after `failures` consecutive failures (1 and up). There is no last try. */
export function retryBase(failures: number): number {
  return basesMs[Math.min(Math.max(failures, 1), basesMs.length) - 1]!;
}

/** @returns milliseconds before the next try: random between 250 ms and the base. */
export function retryWait(failures: number, random: number): number {
  return Math.ceil(minWaitMs + random * (retryBase(failures) - minWaitMs));
}

const proofIntervalMs = 60 * 60_000;

/** Milliseconds from the last evidence that calls come in to the next probe call: 30 to 90 minutes. */
export function proofWait(random: number): number {
  return spread(proofIntervalMs, random);
}

/** `aroundMs` ± 50 %. */
export function spread(aroundMs: number, random: number): number {
  return Math.round(aroundMs * (0.5 + random));
}

const maxLateMs = 30_000;

/** Milliseconds until a probe call is asked for again that the backend postponed: never before its time, and up to 10 % after it. */
export function postponedWait(laterMs: number, random: number): number {
  return Math.ceil(laterMs + random * Math.min(laterMs / 10, maxLateMs));
}

/** Milliseconds until the token that ends at `expiresAt` is replaced: well before its end, and at least 30 s from now. */
export function renewalWait(expiresAt: number, now: number): number {
  return Math.max(30_000, (expiresAt - now) * 0.75);
}
