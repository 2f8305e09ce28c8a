/** Collects the mutations of a page into batches. */
import { unmarkBlock, unmarkNode } from '../numbers/marks.ts';

export type MutationBatch = {
  /** Elements that were added; some may have left the page since. */
  added: Set<Element>;
  /** Nodes whose block is to be read again: text that was changed or added, parents of removed nodes, and links with another target. */
  dirty: Set<Node>;
  /** Removed nodes, even if the page has inserted them elsewhere since. */
  removed: Node[];
};

/** Joins what a framework does in one update, and is short enough for the next record to be marked within 300 ms. */
const batchDelayMs = 100;
/** For a page that changes all the time. */
const busyBatchDelayMs = 500;

/**
 * @param onBatch called when there is a batch to take: `take` returns the mutations since its last call.
 * @returns the function that observes one more root.
 */
export function createMutationBatcher(onBatch: (take: () => MutationBatch) => void, signal: AbortSignal): (root: Node) => void {
  let batch = emptyBatch();
  let isScheduled = false;
  let takenAt = -Infinity;
  const observer = new MutationObserver((records) => {
    for (const record of records) addRecord(batch, record);
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(onBatch, performance.now() - takenAt < 2 * busyBatchDelayMs ? busyBatchDelayMs : batchDelayMs, take);
  });
  signal.addEventListener('abort', () => observer.disconnect());

  function take(): MutationBatch {
    const full = batch;
    batch = emptyBatch();
    isScheduled = false;
    takenAt = performance.now();
    return full;
  }

  return (root) => observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ['href'] });
}

const emptyBatch = (): MutationBatch => ({ added: new Set(), dirty: new Set(), removed: [] });

function addRecord(batch: MutationBatch, record: MutationRecord): void {
  const { target, addedNodes, removedNodes } = record;
  if (record.type !== 'childList') {
    // At once: a static range stays where it was painted, and a link of words has the number of its target before.
    if (target instanceof Element) unmarkBlock(target);
    else unmarkNode(target);
    batch.dirty.add(target);
    return;
  }
  // By index, which takes half the time of an iterator over a list of the browser.
  for (let i = 0, { length } = addedNodes; i < length; i++) {
    const node = addedNodes[i]!;
    if (node instanceof Element) batch.added.add(node);
    else batch.dirty.add(node);
  }
  const { length } = removedNodes;
  if (length === 0) return;
  for (let i = 0; i < length; i++) batch.removed.push(removedNodes[i]!);
  batch.dirty.add(target);
}
