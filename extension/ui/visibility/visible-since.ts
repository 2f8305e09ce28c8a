/** Since when an element is in sight, from the entries of its observer. */

/** `new`: visible, but not for long enough yet, or out of the viewport. */
export type Visibility = 'visible' | 'new' | 'covered';

/**
 * All watched elements must have been visible for this long without interruption. A hand that leaves for Call with the click
 * presses half a second after the card shows; see docs/decisions/0008.
 */
const minVisibleMs = 350;
export const minRatio = 0.99;

/** `performance.now()`; null while covered, undefined outside the viewport and before the first observer entry. */
export type VisibleSince = number | null | undefined;

export function visibilityOf(parts: readonly VisibleSince[], now: number): Visibility {
  if (parts.some((since) => since === null)) return 'covered';
  const latest = Math.max(...parts.map((since) => since ?? now));
  return parts.length > 0 && now - latest >= minVisibleMs ? 'visible' : 'new';
}

/** `isVisible` alone is not enough: a clip on an ancestor leaves it true and changes only the ratio. */
export function visibleSinceAfter(
  before: VisibleSince,
  entry: { isVisible: boolean; intersectionRatio: number; time: number },
): VisibleSince {
  // The content script puts the card outside the viewport while its number moves.
  if (entry.intersectionRatio === 0) return undefined;
  if (!entry.isVisible || entry.intersectionRatio < minRatio) return null;
  return before ?? entry.time;
}
