/** Counts for each block the text ranges near the viewport that hold it. */
import type { Block } from '../numbers/block.ts';
import type { TextRange } from '../scan/text-ranges.ts';

export type BlockRefcount = {
  has: (block: Block) => boolean;
  /** Replaces the blocks that a range holds. */
  set: (range: TextRange, blocks: Set<Block>) => void;
  delete: (range: TextRange) => void;
  ranges: () => TextRange[];
};

/** Ranges can overlap: a block is held while at least one of its ranges is near. Calls `onFree` for a block when its last range is gone. */
export function createBlockRefcount(onFree: (block: Block) => void): BlockRefcount {
  const blocksOf = new Map<TextRange, Set<Block>>();
  const counts = new Map<Block, number>();

  function release(blocks: Iterable<Block> = []): void {
    for (const block of blocks) {
      const left = (counts.get(block) ?? 1) - 1;
      if (left > 0) counts.set(block, left);
      else if (counts.delete(block)) onFree(block);
    }
  }

  return {
    has: (block) => counts.has(block),
    set(range, blocks) {
      for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1);
      release(blocksOf.get(range));
      blocksOf.set(range, blocks);
    },
    delete(range) {
      release(blocksOf.get(range));
      blocksOf.delete(range);
    },
    ranges: () => [...blocksOf.keys()],
  };
}
