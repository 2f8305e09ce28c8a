import { expect, test, vi } from 'vitest';
import { createSerialQueue } from './serial-queue.ts';

test('tasks of one key run in order, one at a time, past a failure; other keys do not wait', async () => {
  const enqueue = createSerialQueue();
  const log: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  enqueue('a', async () => {
    log.push('a1 begins');
    await gate;
    throw new Error('a1 fails');
  });
  enqueue('a', async () => void log.push('a2'));
  enqueue('b', async () => void log.push('b1'));
  await vi.waitFor(() => expect(log).toEqual(['a1 begins', 'b1']));
  open();
  await vi.waitFor(() => expect(log).toEqual(['a1 begins', 'b1', 'a2']));
});
