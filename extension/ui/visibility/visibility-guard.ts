/** Whether the card can truly be seen, by the browser's own word, so that no page can make a person press what they do not see. */
import { signal } from '@preact/signals';

/** `new`: seen, but not for long enough yet. */
export type Sight = 'seen' | 'new' | 'covered';

/** How long everything watched must have been in sight without a break. */
const longEnoughMs = 500;
/** A break of this length is put into words; shorter ones are the card moving. */
const wordsAfterMs = 700;
const leastRatio = 0.99;

/** Since when each watched part is in sight (ms, as `performance.now()`); null while it is not, undefined before the first word on it. */
type Since = number | null | undefined;

export function sightOf(parts: readonly Since[], now: number): Sight {
  if (parts.some((since) => since === null)) return 'covered';
  const latest = Math.max(...parts.map((since) => since ?? now));
  return parts.length > 0 && now - latest >= longEnoughMs ? 'seen' : 'new';
}

/** Not `isVisible` alone: a clip on an ancestor leaves that true and shows only in the ratio. */
export function sinceAfter(before: Since, entry: { isVisible: boolean; intersectionRatio: number; time: number }): number | null {
  if (!entry.isVisible || entry.intersectionRatio < leastRatio) return null;
  return before ?? entry.time;
}

const parts = new Map<Element, Since>();
let wording: ReturnType<typeof setTimeout> | undefined;

/** True once the card has been covered for so long that the person should be told. */
export const isCovered = signal(false);

/** True until everything watched has been in sight for long enough. */
export const isNew = signal(true);
let aging: ReturnType<typeof setTimeout> | undefined;

/** Looks again when the half second may be over: no entry comes at that moment. */
function grow(): void {
  clearTimeout(aging);
  isNew.value = sight() !== 'seen';
  if (sight() === 'new') aging = setTimeout(grow, 100);
}

// `trackVisibility` asks the compositor whether anything is drawn over the element, or any effect put on it or around it,
// at most every 100 ms; Chrome accepts no shorter delay.
const observer =
  typeof IntersectionObserver === 'undefined'
    ? null
    : new IntersectionObserver(learn, { threshold: [0, leastRatio, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit);

function learn(entries: IntersectionObserverEntry[]): void {
  for (const entry of entries) {
    const { target, intersectionRatio, time } = entry;
    if (!parts.has(target)) continue;
    const isVisible = 'isVisible' in entry && entry.isVisible === true;
    parts.set(target, sinceAfter(parts.get(target), { isVisible, intersectionRatio, time }));
  }
  grow();
  const covered = sight() === 'covered';
  clearTimeout(wording);
  if (!covered) isCovered.value = false;
  else wording = setTimeout(() => (isCovered.value = sight() === 'covered'), wordsAfterMs);
}

/** A `ref` for every part that must be in sight before a call may start: the number, and the button. */
export function mustBeSeen(part: Element | null): void {
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

export function sight(): Sight {
  const present = [...parts].filter(([part]) => part.isConnected).map(([, since]) => since);
  return sightOf(present, performance.now());
}

// Nobody sees a tab that is in the background, and no entry comes from there.
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    for (const [part, since] of parts) if (since) parts.set(part, performance.now());
  });
}
