/** Marks the blocks of the text ranges that come near the viewport, and unmarks those of the ranges that leave it. */
import type { Block } from '../numbers/block.ts';
import { readableBlockOf } from '../numbers/block-text.ts';
import { markBlocks, markLink } from '../numbers/mark-blocks.ts';
import { isMarked, restoreHighlight, unmarkBlock } from '../numbers/marks.ts';
import type { NumberLookup } from '../numbers/number-lookup.ts';
import { isWordLink } from '../numbers/tel-link.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { hasDigit } from '../scan/digit-prefilter.ts';
import { delay, runInSlices, twoFrames } from '../scan/idle-scheduler.ts';
import { type TextRange, textNodesIn } from '../scan/text-ranges.ts';
import { createBlockRefcount } from './block-refcount.ts';
import { createRevealObserver } from './reveal-observer.ts';

export type VisibleBlocks = {
  enter: (range: TextRange) => void;
  leave: (range: TextRange) => void;
  /** True for a block whose text has been read because a range near the viewport holds the block. */
  isRead: (block: Block) => boolean;
  /** Reads blocks again. */
  update: (blocks: Set<Block>) => Generator<void>;
  /** Unmarks the blocks of ranges that were replaced. */
  release: (ranges: TextRange[]) => Promise<void>;
  ranges: () => TextRange[];
};

/** @param onRevealed called with an element that the page hid when its text was to be read, once it is displayed. */
export function createVisibleBlocks(lookup: NumberLookup, onRevealed: (element: Element) => void, signal: AbortSignal): VisibleBlocks {
  const refcount = createBlockRefcount(unmarkBlock);
  const isHeld = (block: Block) => !signal.aborted && refcount.has(block);
  const observeReveal = createRevealObserver(onRevealed, signal);
  const entered = new Set<TextRange>();
  let isReading = false;

  /** Many ranges may enter at once: at the start of a page, and after a jump to another part of it. */
  function* readEntered(): Generator<void> {
    try {
      restoreHighlight();
      yield* mark(enteredBlocks());
    } finally {
      // Also after an exception: what comes near later is read all the same.
      isReading = false;
    }
  }

  function* enteredBlocks(): Generator<Block | null> {
    for (const range of entered) {
      entered.delete(range);
      const link = isWordLink(range.root) ? range.root : null;
      const blocks = link ? new Set<Block>([link]) : blocksOf(range);
      const unread = range.isReplacement ? [...blocks].filter((block) => !isHeldWithMarks(block)) : blocks;
      refcount.set(range, blocks);
      if (link) void markLink(link, lookup);
      else yield* unread;
      yield null;
    }
  }

  /** Such a block has the marks of its text: a change of the text has the block read again, or has removed the marks. */
  function isHeldWithMarks(block: Block): boolean {
    return refcount.has(block) && isMarked(block);
  }

  /** In steps of one block: a range may hold hundreds. Null is a step without a block. */
  const mark = (blocks: Iterable<Block | null>) => markBlocks(blocks, lookup, isHeld, observeReveal);

  return {
    enter(range) {
      if (isContextInvalidated()) return;
      entered.add(range);
      if (isReading) return;
      isReading = true;
      void runInSlices(readEntered(), signal, delay);
    },
    leave(range) {
      entered.delete(range);
      refcount.delete(range);
    },
    isRead: isHeld,
    update: mark,
    async release(ranges) {
      // By then the IntersectionObserver has reported the ranges that replace them, which may hold the same blocks.
      await twoFrames();
      ranges.forEach(refcount.delete);
    },
    ranges: refcount.ranges,
  };
}

function blocksOf(range: TextRange): Set<Block> {
  if (range.own) return new Set([range.root]);
  const blocks = new Set<Block>();
  for (const text of textNodesIn(range)) {
    const block = hasDigit(text.data) ? readableBlockOf(text) : null;
    if (block) blocks.add(block);
  }
  return blocks;
}
