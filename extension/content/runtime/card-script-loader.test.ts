import { beforeEach, expect, test, vi } from 'vitest';
import type { CardScript } from './card-script-loader.ts';

const cards = { onPointer: vi.fn(), handle: vi.fn() } satisfies CardScript;
/** How the background answers each asking. */
let answer: () => unknown;
const asked = vi.fn((_: unknown) => answer());
vi.stubGlobal('chrome', { runtime: { sendMessage: (message: unknown) => Promise.resolve(message).then(asked) } });

let fetched: typeof import('./card-script-loader.ts');
beforeEach(async () => {
  vi.resetModules();
  asked.mockClear();
  fetched = await import('./card-script-loader.ts');
});

const comes = () => {
  fetched.registerCardScript(cards);
  return { answer: null };
};
const refused = () => ({ problem: { code: 'request-refused' } });

test('what is to be done waits for the script, in order, and is asked for once', async () => {
  answer = comes;
  const done: string[] = [];
  const use = (what: string) =>
    fetched.withCardScript(
      () => done.push(what),
      () => done.push('cannot come'),
    );
  await fetched.ifCardScript(() => done.push('nobody waits yet'));
  void use('first');
  void fetched.ifCardScript(() => done.push('second'));
  const third = fetched.loadCardScript();
  expect(done).toEqual([]);
  expect(fetched.cardScript).toBeNull();
  expect(await third).toBe(true);
  expect(done).toEqual(['first', 'second']);
  expect(fetched.cardScript).toBe(cards);
  await use('later');
  expect(done).toEqual(['first', 'second', 'later']);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('nobody waits for the answer once it is here', async () => {
  answer = () => {
    fetched.registerCardScript(cards);
    return new Promise(() => undefined);
  };
  expect(await fetched.loadCardScript()).toBe(true);
});

test('where it cannot come each is told, and the next asks again', async () => {
  const done: string[] = [];
  const use = () =>
    fetched.withCardScript(
      () => done.push('shown'),
      () => done.push('cannot come'),
    );
  answer = refused;
  await Promise.all([use(), use(), fetched.ifCardScript(() => done.push('nothing to handle'))]);
  expect(done).toEqual(['cannot come', 'cannot come']);
  expect(await fetched.loadCardScript()).toBe(false);
  answer = comes;
  await use();
  expect(done.at(-1)).toBe('shown');
  expect(asked).toHaveBeenCalledTimes(3);
});
