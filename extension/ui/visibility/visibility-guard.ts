/** Whether the card can truly be seen, by the browser's own word, so that no page can make a person press what they do not see. */
import { signal } from '@preact/signals';

/** `new`: visible, but not for long enough yet. */
export type Visibility = 'visible' | 'new' | 'covered';

/** How long everything watched must have been in sight without a break. */
const minVisibleMs = 500;
/** A break of this length is put into words; shorter ones are the card moving. */
const coveredNoticeDelayMs = 700;
const minRatio = 0.99;

/** Since when each watched part is in sight (ms, as `performance.now()`); null while it is not, undefined before the first word on it. */
type VisibleSince = number | null | undefined;

export function visibilityOf(parts: readonly VisibleSince[], now: number): Visibility {
  if (parts.some((since) => since === null)) return 'covered';
  const latest = Math.max(...parts.map((since) => since ?? now));
  return parts.length > 0 && now - latest >= minVisibleMs ? 'visible' : 'new';
}

/** Not `isVisible` alone: a clip on an ancestor leaves that true and shows only in the ratio. */
export function visibleSinceAfter(
  before: VisibleSince,
  entry: { isVisible: boolean; intersectionRatio: number; time: number },
): number | null {
  if (!entry.isVisible || entry.intersectionRatio < minRatio) return null;
  return before ?? entry.time;
}

const parts = new Map<Element, VisibleSince>();
let coveredTimer: ReturnType<typeof setTimeout> | undefined;

/** True once the card has been covered for so long that the person should be told. */
export const isCovered = signal(false);

/** True until everything watched has been in sight for long enough. */
export const isNew = signal(true);
let recheckTimer: ReturnType<typeof setTimeout> | undefined;

/** Looks again when the half second may be over: no entry comes at that moment. */
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

/** A `ref` for every part that must be in sight before a call may start: the number, and the button. */
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

// Nobody sees a tab that is in the background, and no entry comes from there.
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    for (const [part, since] of parts) if (since) parts.set(part, performance.now());
  });
}
