/** Swaps neighbours: an item is held until the next one of its key has passed it. */

export type ReorderBuffer<Item> = {
  /** Releases the items that may go now; with `hold`, an item without a held predecessor is held. */
  add(key: string, item: Item, hold: boolean): void;
};

/** An item without a successor is released after this time. */
const maxHoldMs = 3000;

export function createReorderBuffer<Item>(release: (key: string, item: Item) => void): ReorderBuffer<Item> {
  const held = new Map<string, { item: Item; timer: NodeJS.Timeout }>();

  function take(key: string): Item | undefined {
    const entry = held.get(key);
    held.delete(key);
    clearTimeout(entry?.timer);
    return entry?.item;
  }

  function releaseHeld(key: string): void {
    const item = take(key);
    if (item !== undefined) release(key, item);
  }

  return {
    add(key, item, hold) {
      if (hold && !held.has(key)) {
        held.set(key, { item, timer: setTimeout(releaseHeld, maxHoldMs, key).unref() });
        return;
      }
      release(key, item);
      releaseHeld(key);
    },
  };
}
