/** Remembers which blocks were read because they are near the screen, and through which places. */
import type { Block } from '../numbers/block-text.ts';
import type { TextRange } from '../scan/text-ranges.ts';

export type BlockRefcount = {
  isHeld(block: Block): boolean;
  /** Replaces what is known of a place; returns the blocks that no place wants any more. */
  set(place: TextRange, blocks: Set<Block>): Block[];
  delete(place: TextRange): Block[];
  ranges(): TextRange[];
};

/** A block can stand in two places that overlap: it is wanted while one of them is near. */
export function createBlockRefcount(): BlockRefcount {
  const blocksOf = new Map<TextRange, Set<Block>>();
  const counts = new Map<Block, number>();

  function release(blocks: Iterable<Block>): Block[] {
    const free: Block[] = [];
    for (const block of blocks) {
      const left = (counts.get(block) ?? 1) - 1;
      if (left > 0) counts.set(block, left);
      else if (counts.delete(block)) free.push(block);
    }
    return free;
  }

  return {
    isHeld: (block) => counts.has(block),
    set(place, blocks) {
      const before = blocksOf.get(place) ?? [];
      blocksOf.set(place, blocks);
      for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1);
      return release(before);
    },
    delete(place) {
      const before = blocksOf.get(place) ?? [];
      blocksOf.delete(place);
      return release(before);
    },
    ranges: () => [...blocksOf.keys()],
  };
}
