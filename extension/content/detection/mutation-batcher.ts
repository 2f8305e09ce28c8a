/** Gathers what changes on a page, to be taken in batches. */
import { unmarkNode } from '../numbers/marks.ts';

export type Changed = {
  /** Elements that were added, and are still there. */
  added: Set<Element>;
  /** Text that changed, came or went: nodes whose block is to be read again. */
  touched: Set<Node>;
  /** What was taken away, even if it was put elsewhere since. */
  removed: Node[];
};

export type Changes = {
  observe(root: Node): void;
  /** Everything that has changed since this was last asked. */
  take(): Changed;
};

/** Long enough to make one batch of what a framework does in one go, short enough not to be waited for. */
const settleMs = 200;
/** A page that never stops is looked at less often. */
const restlessMs = 500;

/** Observes every root it is given; `changed` is called when there is something to take. */
export function watchChanges(changed: () => void, signal: AbortSignal): Changes {
  let batch = emptyBatch();
  let due = false;
  let taken = -Infinity;
  const observer = new MutationObserver((records) => {
    for (const record of records) gather(batch, record);
    if (due) return;
    due = true;
    setTimeout(changed, performance.now() - taken < 2 * restlessMs ? restlessMs : settleMs);
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

const emptyBatch = (): Changed => ({ added: new Set(), touched: new Set(), removed: [] });

function gather(batch: Changed, record: MutationRecord): void {
  const { target } = record;
  if (record.type !== 'childList') {
    // A static range stays where it was painted: a mark on changed text goes at once.
    unmarkNode(target);
    batch.touched.add(target);
    return;
  }
  for (const node of record.addedNodes) {
    if (node instanceof Element) batch.added.add(node);
    else batch.touched.add(node);
  }
  if (record.removedNodes.length === 0) return;
  batch.removed.push(...record.removedNodes);
  batch.touched.add(target);
}
