import { beforeEach, expect, test, vi } from 'vitest';
import type { CardScript } from './card-script-loader.ts';

const cards = { styleMarks: vi.fn(), onPointer: vi.fn(), handle: vi.fn() } satisfies CardScript;
/** The background's answer to each injection request. */
let answer: () => unknown;
const requested = vi.fn((_: unknown) => answer());
vi.stubGlobal('chrome', { runtime: { sendMessage: (message: unknown) => Promise.resolve(message).then(requested) } });

let loader: typeof import('./card-script-loader.ts');
beforeEach(async () => {
  vi.resetModules();
  requested.mockClear();
  loader = await import('./card-script-loader.ts');
});

const registers = () => {
  loader.registerCardScript(cards);
  return { answer: null };
};
const refused = () => ({ problem: { code: 'request-refused' } });

test('callers wait for the script, in order, and it is injected once', async () => {
  answer = registers;
  const done: string[] = [];
  const use = (name: string) =>
    loader.withCardScript(
      () => done.push(name),
      () => done.push('failed'),
    );
  await loader.ifCardScript(() => done.push('not loading yet'));
  void use('first');
  void loader.ifCardScript(() => done.push('second'));
  const third = loader.loadCardScript();
  expect(done).toEqual([]);
  expect(loader.cardScript).toBeNull();
  expect(await third).toBe(true);
  expect(done).toEqual(['first', 'second']);
  expect(loader.cardScript).toBe(cards);
  await use('later');
  expect(done).toEqual(['first', 'second', 'later']);
  expect(requested).toHaveBeenCalledTimes(1);
});

test('callers do not wait for the answer once the script has registered', async () => {
  answer = () => {
    loader.registerCardScript(cards);
    return new Promise(() => undefined);
  };
  expect(await loader.loadCardScript()).toBe(true);
});

test('where the injection fails each caller is notified, and the next one tries again', async () => {
  const done: string[] = [];
  const use = () =>
    loader.withCardScript(
      () => done.push('shown'),
      () => done.push('failed'),
    );
  answer = refused;
  await Promise.all([use(), use(), loader.ifCardScript(() => done.push('nothing to handle'))]);
  expect(done).toEqual(['failed', 'failed']);
  expect(await loader.loadCardScript()).toBe(false);
  answer = registers;
  await use();
  expect(done.at(-1)).toBe('shown');
  expect(requested).toHaveBeenCalledTimes(3);
});
