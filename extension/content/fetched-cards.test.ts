import { beforeEach, expect, test, vi } from 'vitest';
import type { Cards } from './meeting.ts';

const cards = { open: vi.fn(), openLink: vi.fn(), obey: vi.fn() } satisfies Cards;
/** How the background answers each asking. */
let answer: () => unknown;
const asked = vi.fn((_: unknown) => answer());
vi.stubGlobal('chrome', { runtime: { sendMessage: (message: unknown) => Promise.resolve(message).then(asked) } });

let fetched: typeof import('./fetched-cards.ts');
beforeEach(async () => {
  vi.resetModules();
  asked.mockClear();
  fetched = await import('./fetched-cards.ts');
});

test('what is to be done waits for the script, in order, and is asked for once', async () => {
  answer = () => {
    fetched.takeCards(cards);
    return { answer: null };
  };
  const done: string[] = [];
  fetched.ifCards(() => done.push('nobody waits yet'));
  fetched.withCards(
    () => done.push('first'),
    () => done.push('cannot come'),
  );
  fetched.ifCards(() => done.push('second'));
  void fetched.fetchCards();
  expect(done).toEqual([]);
  await vi.waitFor(() => expect(done).toEqual(['first', 'second']));
  fetched.withCards(
    () => done.push('at once'),
    () => done.push('cannot come'),
  );
  expect(done).toEqual(['first', 'second', 'at once']);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('where it cannot come each is told, and the next asks again', async () => {
  const done: string[] = [];
  const use = () =>
    fetched.withCards(
      () => done.push('shown'),
      () => done.push('cannot come'),
    );
  answer = () => ({ problem: { code: 'request-refused' } });
  use();
  use();
  await vi.waitFor(() => expect(done).toEqual(['cannot come', 'cannot come']));
  answer = () => {
    fetched.takeCards(cards);
    return { answer: null };
  };
  use();
  await vi.waitFor(() => expect(done.at(-1)).toBe('shown'));
  expect(asked).toHaveBeenCalledTimes(2);
});
