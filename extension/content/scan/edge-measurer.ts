/** Finds the inner sentinels of ranges in slices: a large page reports thousands of edges at once, and each may take hundreds of boxes. */
import { afterLayout, runInSlices } from './idle-scheduler.ts';
import { areConclusive, boxOf, type Edges, type FindBox, innerSentinels } from './sentinels.ts';

/** `edges` are null once inner sentinels are observed too, or are not needed. */
type Measured = { edges: Edges | null };

/**
 * @returns the function that measures the edges of the owners of one report of an IntersectionObserver. Calls `onInner` once
 * for a range that has inner sentinels.
 */
export function createEdgeMeasurer<Tracked extends Measured>(
  onInner: (tracked: Tracked, sentinels: Element[]) => void,
  signal: AbortSignal,
): (tracked: Tracked, entry: IntersectionObserverEntry, reported: ReadonlyMap<Element, IntersectionObserverEntry>) => void {
  let queue: [Tracked, IntersectionObserverEntry][] = [];

  function* measure(): Generator<void> {
    // The array grows while it is read.
    for (const [tracked, entry] of queue) {
      if (isConclusive(tracked, entry, boxOf)) continue;
      const { edges } = tracked;
      tracked.edges = null;
      if (edges) onInner(tracked, innerSentinels(edges, entry));
      yield;
    }
    queue = [];
  }

  function isConclusive(tracked: Tracked, entry: IntersectionObserverEntry, findBox: FindBox): boolean {
    const { edges } = tracked;
    if (!edges) return true;
    if (!areConclusive(edges, entry, findBox)) return false;
    // A taller range asks again at its next entry; one element stands for all that is in it.
    if (edges[0] === edges[1]) tracked.edges = null;
    return true;
  }

  return (tracked, entry, reported) => {
    // Most reports have both edges, and so the boxes of both: no layout is needed.
    if (isConclusive(tracked, entry, (edge) => reported.get(edge)?.boundingClientRect)) return;
    if (queue.push([tracked, entry]) === 1) void runInSlices(measure(), signal, afterLayout);
  };
}
