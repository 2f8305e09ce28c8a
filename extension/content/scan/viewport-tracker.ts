/** Tracks which text ranges are in the viewport or close to it: only their numbers are read and marked. */
import { createSentinelObserver } from './sentinel-observer.ts';
import { type Edges, edgesOf } from './sentinels.ts';
import { isIntact, type Root, type TextRange } from './text-ranges.ts';

export type ViewportTracker = {
  /**
   * A range that is a whole root is tracked once; if it is given again while it is near, `onEnter` is called again, except for
   * the own text of a block.
   */
  watch: (range: TextRange) => void;
  /** Forgets every range, before a new scan. */
  clear: () => void;
  /** Forgets the sibling runs that have lost an element, and returns them. */
  takeBroken: () => TextRange[];
  /** True when no tracked range has lost an edge or a sentinel. */
  isIntact: () => boolean;
};

type TrackedRange = { range: TextRange; edges: Edges | null; sentinels: Set<Element>; near: Set<Element> };

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
  const near = new Set<TrackedRange>();
  const changed = new Set<TrackedRange>();
  const observer = createSentinelObserver<TrackedRange>(update, reportChanged, signal);

  function update(tracked: TrackedRange, entry: IntersectionObserverEntry): void {
    if (entry.isIntersecting) tracked.near.add(entry.target);
    else tracked.near.delete(entry.target);
    changed.add(tracked);
  }

  function reportChanged(): void {
    for (const tracked of changed) {
      changed.delete(tracked);
      const isNear = tracked.near.size > 0;
      if (isNear === near.has(tracked)) continue;
      if (isNear) near.add(tracked);
      else near.delete(tracked);
      (isNear ? onEnter : onLeave)(tracked.range);
    }
  }

  return {
    watch(range) {
      const isPart = range.to !== null || range.from !== range.root;
      const roots = range.own ? owns : wholes;
      const known = isPart ? undefined : roots.get(range.root);
      // Its content has changed: it is read again now if it is near, and otherwise when it comes near.
      if (known && !range.own && near.has(known)) onEnter(known.range);
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
    takeBroken() {
      const broken = [...parts].filter(({ range }) => range.run && !isIntact(range));
      for (const tracked of broken) {
        parts.delete(tracked);
        near.delete(tracked);
        observer.release(tracked);
      }
      return broken.map(({ range }) => range);
    },
    isIntact: () => [...parts].every(({ range, sentinels }) => isIntact(range) && [...sentinels].every(({ isConnected }) => isConnected)),
  };
}
