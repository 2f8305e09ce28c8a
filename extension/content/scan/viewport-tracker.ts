/** Tracks which text ranges are in the viewport or close to it: only their numbers are read and marked. */
import { createSentinelObserver } from './sentinel-observer.ts';
import { edgesOf } from './sentinels.ts';
import type { Root, TextRange } from './text-ranges.ts';
import { brokenRuns, isTrackable, type TrackedRange } from './tracked-range.ts';

export type ViewportTracker = {
  /**
   * A range that is a whole root is tracked once; if it is given again while it is near, `onEnter` is called again, except for
   * the own text of a block and for a replacement.
   */
  watch: (range: TextRange) => void;
  /** Forgets every range, before a new scan. */
  clear: () => void;
  /** Forgets and returns the ranges that can lose an edge: all but those of a whole root, and of the own text of a block. */
  takeParts: () => TextRange[];
  /**
   * Shortens the sibling runs that have lost elements at their ends. Forgets and returns those that have lost others.
   * @param added are in ranges of their own: a run that has lost elements leaves these out too.
   */
  takeBroken: (added: ReadonlySet<Element>) => TextRange[];
  /** True when no tracked range has lost an edge or a sentinel. */
  isIntact: () => boolean;
};

/** Calls `onEnter` for each range that comes near the viewport, and `onLeave` for each that leaves it. */
export function createViewportTracker(
  onEnter: (range: TextRange) => void,
  onLeave: (range: TextRange) => void,
  signal: AbortSignal,
): ViewportTracker {
  /** Whole elements: held weakly, so that elements the page has dropped are collected. */
  let wholes = new WeakMap<Root, TrackedRange>();
  let owns = new WeakMap<Root, TrackedRange>();
  /** Ranges that can lose an edge. */
  const parts = new Set<TrackedRange>();
  const near = createNearRanges(onEnter, onLeave);
  const observer = createSentinelObserver<TrackedRange>(near.update, near.report, signal);

  function forget(part: TrackedRange): void {
    parts.delete(part);
    near.delete(part);
    observer.release(part);
  }

  return {
    watch(range) {
      const isPart = range.to !== null || range.from !== range.root;
      const roots = range.own ? owns : wholes;
      const known = isPart ? undefined : roots.get(range.root);
      // Its content has changed: it is read again now if it is near, and otherwise when it comes near.
      if (known && !range.own && !range.isReplacement && near.has(known)) onEnter(known.range);
      if (known) return;
      const edges = edgesOf(range);
      const tracked: TrackedRange = { range, edges, sentinels: new Set(), near: new Set() };
      if (isPart) parts.add(tracked);
      else roots.set(range.root, tracked);
      for (const edge of edges) observer.observe(tracked, edge);
    },
    clear() {
      // Queued edges of these ranges are not measured any more.
      for (const tracked of parts) tracked.edges = null;
      observer.clear();
      wholes = new WeakMap();
      owns = new WeakMap();
      parts.clear();
      near.clear();
    },
    takeParts() {
      const taken = [...parts];
      for (const tracked of taken) forget(tracked);
      return taken.map(({ range }) => range);
    },
    takeBroken(added) {
      const broken: TextRange[] = [];
      for (const tracked of brokenRuns(parts, added, observer)) {
        const { range } = tracked;
        forget(tracked);
        // Without an element in the page there is no mark that another range has to take over first.
        if (range.run?.some(({ isConnected }) => isConnected)) broken.push(range);
        else onLeave(range);
      }
      return broken;
    },
    isIntact: () => [...parts].every(isTrackable),
  };
}

/** The ranges with a sentinel that is near. */
function createNearRanges(onEnter: (range: TextRange) => void, onLeave: (range: TextRange) => void) {
  const near = new Set<TrackedRange>();
  const changed = new Set<TrackedRange>();
  return {
    has: (tracked: TrackedRange) => near.has(tracked),
    delete: (tracked: TrackedRange) => near.delete(tracked),
    clear: () => near.clear(),
    update: (tracked: TrackedRange, { isIntersecting, target }: IntersectionObserverEntry): void => {
      if (isIntersecting) tracked.near.add(target);
      else tracked.near.delete(target);
      changed.add(tracked);
    },
    /** Once all sentinels of one report are up to date. */
    report: (): void => {
      for (const tracked of changed) {
        changed.delete(tracked);
        const isNear = tracked.near.size > 0;
        if (isNear === near.has(tracked)) continue;
        if (isNear) near.add(tracked);
        else near.delete(tracked);
        (isNear ? onEnter : onLeave)(tracked.range);
      }
    },
  };
}
