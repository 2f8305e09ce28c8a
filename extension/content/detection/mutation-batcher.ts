/** Gathers what changes on a page, to be taken in batches. */
import { unmarkNode } from '../numbers/marks.ts';

export type MutationBatch = {
  /** Elements that were added, and are still there. */
  added: Set<Element>;
  /** Text that changed, came or went: nodes whose block is to be read again. */
  dirty: Set<Node>;
  /** What was taken away, even if it was put elsewhere since. */
  removed: Node[];
};

export type MutationBatcher = {
  observe(root: Node): void;
  /** Everything that has changed since this was last asked. */
  take(): MutationBatch;
};

/** Long enough to make one batch of what a framework does in one go, short enough not to be waited for. */
const batchDelayMs = 200;
/** A page that never stops is looked at less often. */
const busyBatchDelayMs = 500;

/** Observes every root it is given; `changed` is called when there is something to take. */
export function createMutationBatcher(changed: () => void, signal: AbortSignal): MutationBatcher {
  let batch = emptyBatch();
  let due = false;
  let taken = -Infinity;
  const observer = new MutationObserver((records) => {
    for (const record of records) addRecord(batch, record);
    if (due) return;
    due = true;
    setTimeout(changed, performance.now() - taken < 2 * busyBatchDelayMs ? busyBatchDelayMs : batchDelayMs);
  });
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    take() {
      const full = batch;
      batch = emptyBatch();
      due = false;
      taken = performance.now();
      return full;
    },
    observe: (root) =>
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['href'] }),
  };
}

const emptyBatch = (): MutationBatch => ({ added: new Set(), dirty: new Set(), removed: [] });

function addRecord(batch: MutationBatch, record: MutationRecord): void {
  const { target } = record;
  if (record.type !== 'childList') {
    // A static range stays where it was painted: a mark on changed text goes at once.
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
