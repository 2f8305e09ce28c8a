/** Keeps the numbers on and near the screen marked, from the first scan of the page through all its changes. */
import { readableBlockOf } from '../numbers/block-text.ts';
import { createFieldTracker } from '../numbers/fields.ts';
import { unmarkAll } from '../numbers/marks.ts';
import type { NumberLookup } from '../numbers/number-lookup.ts';
import { runInSlices } from '../scan/idle-scheduler.ts';
import { createShadowRootFinder } from '../scan/shadow-roots.ts';
import { ownRangeOf } from '../scan/text-ranges.ts';
import { createViewportTracker } from '../scan/viewport-tracker.ts';
import { followMutations } from './mutation-follower.ts';
import { createPageScanner } from './page-scanner.ts';
import { createRescanPause } from './rescan-pause.ts';
import { createVisibleBlocks } from './visible-blocks.ts';

export type Detection = {
  /** Those found so far; a hit test has to look into them too. */
  shadowRoots: () => ShadowRoot[];
  /** Marks what is near the viewport anew: its numbers are read for another country. */
  reread: () => void;
  /** Removes every mark. */
  stop: () => void;
};

export function startDetection(lookup: NumberLookup): Detection {
  const ended = new AbortController();
  const { signal } = ended;
  const visible = createVisibleBlocks(lookup, readRevealed, signal);
  const tracker = createViewportTracker(visible.enter, visible.leave, signal);
  const fields = createFieldTracker(lookup, signal);
  const shadowRoots = createShadowRootFinder(start, signal);
  const scanner = createPageScanner(tracker, fields, shadowRoots, lookup);
  const observe = followMutations(scanner, tracker, visible, fields, (hasMoved) => void rescan(hasMoved), signal);

  const pause = createRescanPause(signal);
  let isRescanDue = false;
  let hasMovedNodes = false;

  function start(root: Document | ShadowRoot): void {
    observe(root);
    void runInSlices(scanner.scan(root), signal);
  }

  /** An element that is displayed now may be a block, or a part of the block around it that no range holds yet. */
  function readRevealed(element: Element): void {
    const block = readableBlockOf(element);
    if (!block) return;
    tracker.watch(ownRangeOf(block));
    if (visible.isRead(block)) void runInSlices(visible.update(new Set([block])), signal);
  }

  /** Where the page has removed the edges of ranges, the text between them is scanned anew. */
  async function rescan(hasMoved: boolean): Promise<void> {
    hasMovedNodes ||= hasMoved;
    if (isRescanDue) return;
    isRescanDue = true;
    await pause.end();
    const isReplacement = !hasMovedNodes;
    hasMovedNodes = false;
    const before = isReplacement ? tracker.takeParts() : visible.ranges();
    if (!isReplacement) tracker.clear();
    let busyMs = 0;
    for (const root of [document, ...shadowRoots.all()]) busyMs += await runInSlices(scanner.rescan(root, isReplacement), signal);
    await visible.release(before);
    pause.begin(busyMs);
    isRescanDue = false;
  }

  start(document);
  return {
    shadowRoots: shadowRoots.all,
    reread() {
      unmarkAll();
      visible.ranges().forEach(visible.enter);
      fields.reread();
    },
    stop() {
      ended.abort();
      tracker.clear();
      unmarkAll();
    },
  };
}
