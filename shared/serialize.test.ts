import { expect, test } from 'vitest';
import { createSerialQueue } from './serialize.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve));

test('a task starts when the task before it has settled', async () => {
  const queue = createSerialQueue();
  const steps: string[] = [];
  const task = (name: string) => async () => {
    steps.push(`${name} starts`);
    await tick();
    steps.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([queue(task('first')), queue(task('second'))])).toEqual(['first', 'second']);
  expect(steps).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
});

test('a task that fails rejects its own promise and stops no other', async () => {
  const queue = createSerialQueue();
  const failed = queue(async () => {
    await tick();
    throw new Error('broken');
  });
  const threw = queue(() => {
    throw new Error('thrown at once');
  });
  const next = queue(() => 'done');
  await expect(failed).rejects.toThrow('broken');
  await expect(threw).rejects.toThrow('thrown at once');
  expect(await next).toBe('done');
});

test('two queues do not wait for each other', async () => {
  void createSerialQueue()(() => new Promise(() => undefined));
  expect(await createSerialQueue()(() => 'done')).toBe('done');
});
