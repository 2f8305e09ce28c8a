/** Collects the mutations of a page into batches. */
import { unmarkNode } from '../numbers/marks.ts';

export type MutationBatch = {
  /** Elements that were added; some may have left the page since. */
  added: Set<Element>;
  /** Nodes whose block is to be read again: text that was changed or added, and parents of removed nodes. */
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
  const { target } = record;
  if (record.type !== 'childList') {
    // A static range stays where it was painted: a mark on changed text is removed at once.
    unmarkNode(target);
    batch.dirty.add(target);
    return;
  }
  for (const node of record.addedNodes) {
    if (node instanceof Element) batch.added.add(node);
    else batch.dirty.add(node);
  }
  if (record.removedNodes.length === 0) return;
  batch.removed.push(...record.removedNodes);
  batch.dirty.add(target);
}
