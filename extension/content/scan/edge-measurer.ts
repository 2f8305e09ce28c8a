/** Finds the inner sentinels of ranges in slices: a large page reports thousands of edges at once, and each may take hundreds of boxes. */
import { afterLayout, runInSlices } from './idle-scheduler.ts';
import { type Edges, innerSentinels } from './sentinels.ts';

/** `edges` are null once inner sentinels are observed too, or are not needed. */
type Measured = { edges: Edges | null };

/** @returns the function that measures the edge of one entry later. Calls `onInner` once for a range that has inner sentinels. */
export function createEdgeMeasurer<Tracked extends Measured>(
  onInner: (tracked: Tracked, sentinels: Element[]) => void,
  signal: AbortSignal,
): (tracked: Tracked, entry: IntersectionObserverEntry) => void {
  let queue: [Tracked, IntersectionObserverEntry][] = [];

  function* measure(): Generator<void> {
    // The array grows while it is read.
    for (const [tracked, entry] of queue) {
      const inner = tracked.edges && innerSentinels(tracked.edges, entry);
      if (!inner) continue;
      tracked.edges = null;
      onInner(tracked, inner);
      yield;
    }
    queue = [];
  }

  return (tracked, entry) => {
    if (tracked.edges && queue.push([tracked, entry]) === 1) void runInSlices(measure(), signal, afterLayout);
  };
}
