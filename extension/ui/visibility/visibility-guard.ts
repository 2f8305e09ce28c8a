/** Clickjacking protection: tracks with IntersectionObserver v2 whether the card is visible and uncovered. */
import { signal } from '@preact/signals';
import { minRatio, type VisibleSince, type Visibility, visibilityOf, visibleSinceAfter } from './visible-since.ts';

export type { Visibility };

/** Interruptions shorter than this come from the card moving and are not announced. */
const coveredNoticeDelayMs = 700;
/** A frame that is not drawn gets no entry. */
const observationTimeoutMs = 500;
/** Extra observations come at random times: a page cannot time a cover between them. */
const sampleMs = { min: 40, max: 140 };
/** How long they go on after the last change of the content or move of the pointer. */
const samplesLastMs = 1500;

const parts = new Map<Element, VisibleSince>();
let coveredTimer: ReturnType<typeof setTimeout> | undefined;

/** True once the card has been covered for `coveredNoticeDelayMs`. */
export const isCovered = signal(false);

/** True until all watched elements have been visible for their minimum time. */
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
    awaited.delete(target);
  }
  if (awaited.size === 0) settle(true);
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

/** The minimum time begins anew for every element. */
export function restartVisibility(): void {
  restartTimes();
  keepSampling();
}

function restartTimes(): void {
  for (const [part, since] of parts) if (since) parts.set(part, performance.now());
  recheckAge();
}

const awaited = new Set<Element>();
let observation: PromiseWithResolvers<boolean> | null = null;

/** Asks for a fresh entry of each element. Resolves with false when none comes. */
export function observeAnew(): Promise<boolean> {
  keepSampling();
  sample();
  return observed();
}

/** Resolves with the entries that `observeAnew` has asked for. */
export function observed(): Promise<boolean> {
  return observation?.promise ?? Promise.resolve(true);
}

/** An element that is observed for the first time gets an entry with the next frame, whatever the delay. */
function sample(): void {
  for (const part of parts.keys()) {
    if (!part.isConnected) continue;
    awaited.add(part);
    observer?.unobserve(part);
    observer?.observe(part);
  }
  if (observation || awaited.size === 0) return;
  const started = (observation = Promise.withResolvers<boolean>());
  setTimeout(() => observation === started && settle(false), observationTimeoutMs);
}

function settle(arrived: boolean): void {
  // Nobody knows what has been over the card meanwhile.
  if (!arrived) restartTimes();
  awaited.clear();
  observation?.resolve(arrived);
  observation = null;
}

let samplesUntil = 0;
let sampleTimer: ReturnType<typeof setTimeout> | undefined;

export function keepSampling(): void {
  samplesUntil = performance.now() + samplesLastMs;
  sampleTimer ??= setTimeout(sampleLater, sampleMs.min);
}

function sampleLater(): void {
  sampleTimer = undefined;
  if (!observation && !document.hidden) sample();
  if (performance.now() >= samplesUntil) return;
  sampleTimer = setTimeout(sampleLater, sampleMs.min + Math.random() * (sampleMs.max - sampleMs.min));
}

// A background tab is not visible, and its observer sends no entries.
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', restartVisibility);
}
