/** A text range with the sentinels that are observed for it. */
import type { SentinelObserver } from './sentinel-observer.ts';
import { type Edges, edgesOf } from './sentinels.ts';
import { areAdjacent, type SiblingRun } from './sibling-runs.ts';
import { isIntact, type TextRange } from './text-ranges.ts';

/** `near`: the sentinels that intersect the viewport plus margins. */
export type TrackedRange = { range: TextRange; edges: Edges | null; sentinels: Set<Element>; near: Set<Element> };

/** True while the page has removed no edge and no sentinel. */
export function isTrackable({ range, sentinels }: TrackedRange): boolean {
  return isIntact(range) && [...sentinels].every(({ isConnected }) => isConnected);
}

/**
 * Shortens the sibling runs that have lost elements at their ends. Yields those that have lost others.
 * @param added are in ranges of their own: a run that has lost elements leaves these out too.
 */
export function* brokenRuns(
  parts: Iterable<TrackedRange>,
  added: ReadonlySet<Element>,
  observer: SentinelObserver<TrackedRange>,
): Generator<TrackedRange> {
  for (const tracked of parts) {
    const { run } = tracked.range;
    if (!run || isIntact(tracked.range)) continue;
    const isLost = (element: Element) => !element.isConnected || added.has(element);
    const rest = run.filter((element) => !isLost(element));
    if (areAdjacent(rest)) shorten(tracked, rest, isLost, observer);
    else yield tracked;
  }
}

/** The range stays near while its other sentinels are, so that its marks stay too. */
function shorten(
  tracked: TrackedRange,
  run: SiblingRun,
  isLost: (element: Element) => boolean,
  observer: SentinelObserver<TrackedRange>,
): void {
  for (const sentinel of tracked.sentinels) {
    if (!isLost(sentinel)) continue;
    observer.forget(tracked, sentinel);
    tracked.near.delete(sentinel);
  }
  Object.assign(tracked.range, { from: run[0], run });
  tracked.edges = edgesOf(tracked.range);
  for (const edge of tracked.edges) observer.observe(tracked, edge);
}
