/** Remembers which blocks were read because they are near the screen, and through which places. */
import type { Block } from '../numbers/block-text.ts';
import type { Place } from '../scan/text-ranges.ts';

export type Wanted = {
  has(block: Block): boolean;
  /** Replaces what is known of a place; returns the blocks that no place wants any more. */
  set(place: Place, blocks: Set<Block>): Block[];
  delete(place: Place): Block[];
  places(): Place[];
};

/** A block can stand in two places that overlap: it is wanted while one of them is near. */
export function keepWanted(): Wanted {
  const blocksOf = new Map<Place, Set<Block>>();
  const times = new Map<Block, number>();

  function letGo(blocks: Iterable<Block>): Block[] {
    const free: Block[] = [];
    for (const block of blocks) {
      const left = (times.get(block) ?? 1) - 1;
      if (left > 0) times.set(block, left);
      else if (times.delete(block)) free.push(block);
    }
    return free;
  }

  return {
    has: (block) => times.has(block),
    set(place, blocks) {
      const before = blocksOf.get(place) ?? [];
      blocksOf.set(place, blocks);
      for (const block of blocks) times.set(block, (times.get(block) ?? 0) + 1);
      return letGo(before);
    },
    delete(place) {
      const before = blocksOf.get(place) ?? [];
      blocksOf.delete(place);
      return letGo(before);
    },
    places: () => [...blocksOf.keys()],
  };
}
