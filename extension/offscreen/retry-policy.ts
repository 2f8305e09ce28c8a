/** When to try again. */

const waitsMs = [2_000, 5_000, 15_000, 30_000, 60_000];

/** Milliseconds before try number `failures + 1`, after `failures` in a row (1 and up). Never gives up. */
export function waitBeforeRetry(failures: number): number {
  return waitsMs[Math.min(failures, waitsMs.length) - 1] ?? waitsMs[0]!;
}

/** Milliseconds until a token that ends at `expiresAt` should be replaced: well before its end, and never in a hurry. */
export function waitBeforeRefresh(expiresAt: number, now: number): number {
  return Math.max(30_000, (expiresAt - now) * 0.75);
}
