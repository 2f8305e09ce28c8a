/** Knows which places of the page are on the screen or close to it: only their numbers are read and marked. */
import { blocksOf, type Place } from './places.ts';

export type Nearby = { watch(place: Place): void; places(): Iterable<Place>; stop(): void };

const margin = '50%';

/** Calls `came` with the blocks of places that come near, and `went` with those of places that go. */
export function watchNearby(came: (blocks: Set<Element>) => void, went: (blocks: Set<Element>) => void): Nearby {
  const placeOf = new WeakMap<Element, Place>();
  const near = new Map<Place, Set<Element>>();
  const observer = new IntersectionObserver(
    (entries) => {
      const arrived = new Set<Element>();
      const left = new Set<Element>();
      for (const { target, isIntersecting } of entries) {
        const place = placeOf.get(target);
        if (!place) continue;
        if (isIntersecting) {
          const blocks = blocksOf(place);
          near.set(place, blocks);
          for (const block of blocks) arrived.add(block);
        } else {
          for (const block of near.get(place) ?? []) left.add(block);
          near.delete(place);
        }
      }
      if (left.size > 0) went(left);
      if (arrived.size > 0) came(arrived);
    },
    { rootMargin: margin, scrollMargin: margin },
  );
  return {
    watch(place) {
      placeOf.set(place.first, place);
      observer.observe(place.first);
    },
    places: () => near.keys(),
    stop: () => observer.disconnect(),
  };
}
