/** Gathers what changes on a page and hands it over in batches, when the page is idle. */
import { idle } from './idle.ts';
import { unmarkNode } from './marks.ts';

export type Changed = {
  /** Elements that were added, and are still there. */
  added: Set<Element>;
  /** Text that changed, came or went: nodes whose block is to be read again. */
  touched: Set<Node>;
  /** True when something was taken away. */
  removed: boolean;
};

/** Long enough to make one batch of what a framework does in one go, short enough not to be waited for. */
const settleMs = 200;

/** Observes every root it is given; `changed` is called with one batch at a time. */
export function watchChanges(changed: (batch: Changed) => void, signal: AbortSignal): { observe(root: Node): void } {
  let batch = emptyBatch();
  let due = false;
  const observer = new MutationObserver((records) => {
    for (const record of records) gather(batch, record);
    if (due) return;
    due = true;
    setTimeout(() => void handOver(), settleMs);
  });
  signal.addEventListener('abort', () => observer.disconnect());

  async function handOver(): Promise<void> {
    await idle();
    due = false;
    const full = batch;
    batch = emptyBatch();
    if (!signal.aborted) changed(full);
  }

  return {
    observe: (root) =>
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['href'] }),
  };
}

const emptyBatch = (): Changed => ({ added: new Set(), touched: new Set(), removed: false });

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
  if (record.removedNodes.length > 0) {
    batch.removed = true;
    batch.touched.add(target);
  }
}
