/** Observes sentinels with one IntersectionObserver, where a sentinel may belong to several owners. */
import { createEdgeMeasurer } from './edge-measurer.ts';
import { type Edges, margin } from './sentinels.ts';
import { hasManyChildren } from './unclobbered.ts';

type Owner = { sentinels: Set<Element>; edges: Edges | null };

export type SentinelObserver<Tracked> = {
  observe: (owner: Tracked, element: Element) => void;
  forget: (owner: Tracked, sentinel: Element) => void;
  /** Forgets all sentinels of `owner`. */
  release: (owner: Tracked) => void;
  clear: () => void;
};

/** Calls `onEntry` for each owner of each sentinel that changed, then `onBatch`. */
export function createSentinelObserver<Tracked extends Owner>(
  onEntry: (owner: Tracked, entry: IntersectionObserverEntry) => void,
  onBatch: () => void,
  signal: AbortSignal,
): SentinelObserver<Tracked> {
  let ownersOf = new WeakMap<Element, Set<Tracked>>();
  const measureEdge = createEdgeMeasurer<Tracked>((owner, inner) => inner.forEach((sentinel) => observe(owner, sentinel)), signal);
  const observer = new IntersectionObserver(
    (entries) => {
      const reported = new Map(entries.map((entry) => [entry.target, entry]));
      for (const entry of entries)
        for (const owner of ownersOf.get(entry.target) ?? []) {
          onEntry(owner, entry);
          measureEdge(owner, entry, reported);
        }
      onBatch();
    },
    { rootMargin: margin, scrollMargin: margin },
  );
  function observe(owner: Tracked, element: Element): void {
    // A line break may have no box: its parent intersects whenever it does. The parent of very many is far taller than the screen.
    const parent = element.tagName === 'BR' && element.parentElement;
    const sentinel = parent && !hasManyChildren(parent) ? parent : element;
    const owners = ownersOf.get(sentinel);
    owner.sentinels.add(sentinel);
    if (owners?.has(owner)) return;
    if (owners) owners.add(owner);
    else ownersOf.set(sentinel, new Set([owner]));
    // An element that is observed already gets no new entry with its state.
    observer.unobserve(sentinel);
    observer.observe(sentinel);
  }

  function forget(owner: Tracked, sentinel: Element): void {
    const owners = ownersOf.get(sentinel);
    owner.sentinels.delete(sentinel);
    owners?.delete(owner);
    if (owners?.size !== 0) return;
    ownersOf.delete(sentinel);
    observer.unobserve(sentinel);
  }

  return {
    observe,
    forget,
    release(owner) {
      owner.edges = null;
      for (const sentinel of owner.sentinels) forget(owner, sentinel);
    },
    clear() {
      observer.disconnect();
      ownersOf = new WeakMap();
    },
  };
}
