/** Clickjacking protection: tracks with IntersectionObserver v2 whether the card is visible and uncovered. */
import { signal } from '@preact/signals';

/** `new`: visible, but not for long enough yet. */
export type Visibility = 'visible' | 'new' | 'covered';

/** All watched elements must have been visible for this long without interruption. */
const minVisibleMs = 500;
/** Interruptions shorter than this come from the card moving and are not announced. */
const coveredNoticeDelayMs = 700;
const minRatio = 0.99;

/** When a watched element became visible (`performance.now()`); null while hidden, undefined before its first observer entry. */
type VisibleSince = number | null | undefined;

export function visibilityOf(parts: readonly VisibleSince[], now: number): Visibility {
  if (parts.some((since) => since === null)) return 'covered';
  const latest = Math.max(...parts.map((since) => since ?? now));
  return parts.length > 0 && now - latest >= minVisibleMs ? 'visible' : 'new';
}

/** `isVisible` alone is not enough: a clip on an ancestor leaves it true and changes only the ratio. */
export function visibleSinceAfter(
  before: VisibleSince,
  entry: { isVisible: boolean; intersectionRatio: number; time: number },
): number | null {
  if (!entry.isVisible || entry.intersectionRatio < minRatio) return null;
  return before ?? entry.time;
}

const parts = new Map<Element, VisibleSince>();
let coveredTimer: ReturnType<typeof setTimeout> | undefined;

/** True once the card has been covered for `coveredNoticeDelayMs`. */
export const isCovered = signal(false);

/** True until all watched elements have been visible for `minVisibleMs`. */
export const isNew = signal(true);
let recheckTimer: ReturnType<typeof setTimeout> | undefined;

/** Polls: the observer sends no entry when the minimum time is over. */
function recheckAge(): void {
  clearTimeout(recheckTimer);
  isNew.value = visibility() !== 'visible';
  if (visibility() === 'new') recheckTimer = setTimeout(recheckAge, 100);
}

// `trackVisibility` asks the compositor whether anything is drawn over the element, or any effect put on it or around it,
// at most every 100 ms; Chrome accepts no shorter delay.
const observer =
  typeof IntersectionObserver === 'undefined'
    ? null
    : new IntersectionObserver(onEntries, { threshold: [0, minRatio, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit);

function onEntries(entries: IntersectionObserverEntry[]): void {
  for (const entry of entries) {
    const { target, intersectionRatio, time } = entry;
    if (!parts.has(target)) continue;
    const isVisible = 'isVisible' in entry && entry.isVisible === true;
    parts.set(target, visibleSinceAfter(parts.get(target), { isVisible, intersectionRatio, time }));
  }
  recheckAge();
  const covered = visibility() === 'covered';
  clearTimeout(coveredTimer);
  if (!covered) isCovered.value = false;
  else coveredTimer = setTimeout(() => (isCovered.value = visibility() === 'covered'), coveredNoticeDelayMs);
}

/** A `ref` for every element that must be visible before a call may start: the number and the button. */
export function guardVisibility(part: Element | null): void {
  for (const known of parts.keys()) {
    if (known.isConnected) continue;
    parts.delete(known);
    observer?.unobserve(known);
  }
  if (!part || parts.has(part)) return;
  parts.set(part, undefined);
  isNew.value = true;
  observer?.observe(part);
}

export function visibility(): Visibility {
  const present = [...parts].filter(([part]) => part.isConnected).map(([, since]) => since);
  return visibilityOf(present, performance.now());
}

// A background tab is not visible, and its observer sends no entries.
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    for (const [part, since] of parts) if (since) parts.set(part, performance.now());
  });
}
