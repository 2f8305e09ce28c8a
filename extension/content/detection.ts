/** Keeps the numbers on and near the screen marked, from the first look at the page through all its changes. */
import { blockOf } from './block-text.ts';
import { idle, runIdle } from './idle.ts';
import { keepPainted, unmarkAll, unmarkBlock, unmarkNode, unmarkRemoved } from './marks.ts';
import { type Nearby, watchNearby } from './nearby.ts';
import { type Place, placesIn } from './places.ts';
import { readBlocks } from './reader.ts';

const settleMs = 150;

export type Detection = { stop(): void };

/** Starts on `region`'s numbers; `stop` takes every mark away. */
export function startDetection(region: string): Detection {
  const ended = new AbortController();
  const dirty = new Set<Node>();
  let flushing = false;
  const nearby = watchNearby(
    (blocks) => void readBlocks(blocks, region),
    (blocks) => blocks.forEach(unmarkBlock),
  );
  const changes = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'characterData') unmarkNode(target);
      if (type === 'characterData' || removedNodes.length > 0) dirty.add(target);
      for (const node of addedNodes) dirty.add(node);
    }
    if (!flushing) void flush();
  });

  async function flush(): Promise<void> {
    flushing = true;
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    await idle();
    const changed = [...dirty];
    dirty.clear();
    flushing = false;
    unmarkRemoved();
    keepPainted();
    const blocks = new Set<Element>();
    for (const node of changed) {
      if (!node.isConnected) continue;
      const block = blockOf(node);
      if (block) blocks.add(block);
      if (node instanceof Element) await runIdle(scan(node, nearby), ended.signal);
    }
    if (!ended.signal.aborted) void readBlocks(blocks, region);
  }

  changes.observe(document, { subtree: true, childList: true, characterData: true });
  void runIdle(scan(document.documentElement, nearby), ended.signal);
  return {
    stop() {
      ended.abort();
      changes.disconnect();
      nearby.stop();
      unmarkAll();
    },
  };
}

function* scan(root: Element, nearby: Nearby): Generator<void> {
  for (const place of placesIn(root)) {
    if (place) nearby.watch(place satisfies Place);
    yield;
  }
}
