/** Knows which places of the page are on the screen or close to it: only their numbers are read and marked. */
import { isIntact, type TextRange, type Root } from './text-ranges.ts';
import { edgesOf, descendantsOf, sampleSiblings } from './sentinels.ts';

export type ViewportTracker = {
  /**
   * A place that is a whole root is watched once, and read again when it is given again.
   * @returns true where it was known to be near.
   */
  watch(place: TextRange): boolean;
  /** Forgets every place, to begin anew. */
  clear(): void;
  /** Forgets the runs that have lost an element, and returns them. */
  takeBrokenRuns(): TextRange[];
  /** True when no other watched place has lost what it is known by. */
  isIntact(): boolean;
};

/** Of the height of the viewport, above and below it. */
const marginShare = 0.5;
const nearShare = 1 + 2 * marginShare;

/** The `sentinels` are observed: they are its edges, and what stands between them where that is needed. */
type TrackedRange = { place: TextRange; edges: [Element, Element]; sentinels: Set<Element>; near: Set<Element>; looked: boolean };

/** Calls `came` for each place that comes near, and `went` for each that goes. */
export function createViewportTracker(came: (place: TextRange) => void, went: (place: TextRange) => void): ViewportTracker {
  let watchedBy = new WeakMap<Element, Set<TrackedRange>>();
  /** Whole elements, which are held by nothing but the page. */
  let wholes = new WeakMap<Root, TrackedRange>();
  let owns = new WeakMap<Root, TrackedRange>();
  /** Those that can lose an edge. */
  const parts = new Set<TrackedRange>();
  const near = new Set<TrackedRange>();
  const margin = `${marginShare * 100}%`;
  const observer = new IntersectionObserver(seen, { rootMargin: margin, scrollMargin: margin });

  function seen(entries: IntersectionObserverEntry[]): void {
    const moved = new Set<TrackedRange>();
    for (const entry of entries) {
      const { target, isIntersecting } = entry;
      for (const watched of watchedBy.get(target) ?? []) {
        if (isIntersecting) watched.near.add(target);
        else watched.near.delete(target);
        if (!watched.looked) watched.looked = lookCloser(watched, entry);
        moved.add(watched);
      }
    }
    moved.forEach(move);
  }

  function move(watched: TrackedRange): void {
    const isNear = watched.near.size > 0;
    if (isNear === near.has(watched)) return;
    if (isNear) near.add(watched);
    else near.delete(watched);
    if (isNear) came(watched.place);
    else went(watched.place);
  }

  /**
   * Two edges say nothing of what lies between them where that is taller than all that is near, or where they have no box.
   * What is less tall cannot be on the screen while both its edges are further away than the margins.
   * @returns true when there is nothing more to look at.
   */
  function lookCloser(watched: TrackedRange, { isIntersecting, boundingClientRect: box }: IntersectionObserverEntry): boolean {
    const [first, last] = watched.edges;
    const boxless = !isIntersecting && (box.width === 0 || box.height === 0);
    if (first === last) {
      if (boxless) for (const element of descendantsOf(first)) observe(watched, element);
      return true;
    }
    if (!boxless && last.getBoundingClientRect().bottom - first.getBoundingClientRect().top < nearShare * innerHeight) return false;
    for (const sibling of sampleSiblings(first, last, innerHeight)) observe(watched, sibling);
    return true;
  }

  function observe(watched: TrackedRange, element: Element): void {
    // A line break has no box: what it stands in is near whenever it is.
    const sentinel = element.tagName === 'BR' ? (element.parentElement ?? element) : element;
    const others = watchedBy.get(sentinel);
    watched.sentinels.add(sentinel);
    if (others?.has(watched)) return;
    if (others) others.add(watched);
    else watchedBy.set(sentinel, new Set([watched]));
    // One that is observed already would not tell its state again.
    observer.unobserve(sentinel);
    observer.observe(sentinel);
  }

  return {
    watch(place) {
      const isPart = place.to !== null || place.from !== place.root;
      const roots = place.own ? owns : wholes;
      const known = isPart ? undefined : roots.get(place.root);
      // What is in it has changed: it is read again where it is near, and otherwise when it comes near.
      if (known && near.has(known)) came(known.place);
      if (known) return near.has(known);
      const edges = edgesOf(place);
      const watched: TrackedRange = { place, edges, sentinels: new Set(), near: new Set(), looked: false };
      if (isPart) parts.add(watched);
      else roots.set(place.root, watched);
      for (const edge of new Set(edges)) observe(watched, edge);
      return false;
    },
    clear() {
      observer.disconnect();
      watchedBy = new WeakMap();
      wholes = new WeakMap();
      owns = new WeakMap();
      parts.clear();
      near.clear();
    },
    takeBrokenRuns() {
      const broken = [...parts].filter(({ place }) => place.run && !isIntact(place));
      for (const watched of broken) {
        parts.delete(watched);
        near.delete(watched);
        for (const sentinel of watched.sentinels) watchedBy.get(sentinel)?.delete(watched);
      }
      return broken.map(({ place }) => place);
    },
    isIntact: () => [...parts].every(({ place, sentinels }) => isIntact(place) && [...sentinels].every(({ isConnected }) => isConnected)),
  };
}
