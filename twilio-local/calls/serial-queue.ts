/** Runs the tasks of each key one after the other. */

export type SerialQueue = (key: string, task: () => Promise<void>) => void;

/** @returns a function that adds a task; a task that rejects does not stop those after it */
export function createSerialQueue(): SerialQueue {
  const tails = new Map<string, Promise<void>>();
  return (key, task) => {
    const tail = (tails.get(key) ?? Promise.resolve())
      .then(task)
      .catch(() => undefined)
      .finally(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
  };
}
