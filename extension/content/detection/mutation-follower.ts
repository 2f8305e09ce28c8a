/** Keeps the marks right while the page changes: scans added nodes, reads changed blocks again, replaces broken ranges. */
import type { Block } from '../numbers/block.ts';
import { isInLine, readableBlockOf } from '../numbers/block-text.ts';
import type { FieldTracker } from '../numbers/fields.ts';
import { restoreHighlight, unmarkRemoved } from '../numbers/marks.ts';
import { telLinkSelector } from '../numbers/tel-link.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { runInSlices } from '../scan/idle-scheduler.ts';
import { siblingRunsOf } from '../scan/sibling-runs.ts';
import { ownRangeOf, type TextRange } from '../scan/text-ranges.ts';
import { matches, unclobbered } from '../scan/unclobbered.ts';
import type { ViewportTracker } from '../scan/viewport-tracker.ts';
import { createMutationBatcher, type MutationBatch } from './mutation-batcher.ts';
import type { PageScanner } from './page-scanner.ts';
import type { VisibleBlocks } from './visible-blocks.ts';

type Steps = Generator<boolean | void>;

/** Hardly ever displayed inline: their computed style is not queried. */
const usualBlocks = 'tr, td, th, tbody, table, li, ul, div, p, section';

/** @param requestRescan for when the page has removed the edges of tracked ranges. Returns the function that observes one more root. */
export function followMutations(
  scanner: PageScanner,
  tracker: ViewportTracker,
  visible: VisibleBlocks,
  fields: FieldTracker,
  requestRescan: (hasMoved: boolean) => void,
  signal: AbortSignal,
): (root: Node) => void {
  function* applyBatch(take: () => MutationBatch): Steps {
    const { added, dirty, removed } = take();
    const hasRemoved = removed.length > 0;
    const broken = hasRemoved ? tracker.takeBroken(added) : [];
    if (hasRemoved) unmarkRemoved();
    fields.recheck();
    restoreHighlight();
    yield* scanAdded(added, dirty);
    yield* scanLeftovers(broken, added);
    yield* readDirty(dirty);
    if (broken.length > 0) void visible.release(broken);
    if (!hasRemoved) return;
    const hasMoved = removed.some((node) => node.isConnected);
    if (hasMoved || !tracker.isIntact()) requestRescan(hasMoved);
  }

  function* scanAdded(added: Set<Element>, dirty: Set<Node>): Steps {
    for (const run of siblingRunsOf(added)) {
      yield* scanner.scanRun(run);
      for (const element of run) {
        if (matches(element, usualBlocks)) continue;
        scanner.scanLink(element);
        if (isInLine(element)) dirty.add(element);
      }
    }
  }

  /** The rows that stay of runs that have lost some between them: nothing in them is new. */
  function* scanLeftovers(broken: TextRange[], added: Set<Element>): Steps {
    const leftovers = new Set(broken.flatMap(({ run = [] }) => run).filter((element) => element.isConnected && !added.has(element)));
    for (const run of siblingRunsOf(leftovers)) {
      scanner.rescanRun(run);
      yield;
    }
  }

  function* readDirty(dirty: Set<Node>): Steps {
    const blocks = new Set<Block>();
    for (const node of dirty) {
      if (node.isConnected) {
        const block = readableBlockOf(node);
        if (block) blocks.add(block);
        const link = linkAround(node);
        if (link) scanner.scanLink(link);
      }
      yield;
    }
    for (const block of blocks) {
      // A range that comes near the viewport from here on reads the changed text by itself.
      if (!visible.isRead(block)) blocks.delete(block);
      // Also watch the block itself, because the range that holds it now may be released first.
      if (block instanceof Text || hasEnoughDigits(unclobbered(block).textContent)) tracker.watch(ownRangeOf(block));
      yield;
    }
    yield* visible.update(blocks);
  }

  return createMutationBatcher((take) => isContextInvalidated() || void runInSlices(applyBatch(take), signal), signal);
}

function linkAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element && unclobbered(element).closest(telLinkSelector);
}
