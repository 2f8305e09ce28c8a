/** A serial queue: each task starts when the task before it has settled. */

type Enqueue = <Result>(task: () => Promise<Result> | Result) => Promise<Result>;

/** @returns a function that queues a task and resolves with its result. A task that fails stops no other. */
export function createSerialQueue(): Enqueue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task);
    last = next.catch(() => undefined);
    return next;
  };
}
