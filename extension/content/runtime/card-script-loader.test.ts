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
  cards.handle.mockClear();
  loader = await import('./card-script-loader.ts');
});

const registers = () => {
  loader.registerCardScript(cards);
  return { answer: null };
};
const refused = () => ({ problem: { code: 'request-refused' } });

const handled = () => cards.handle.mock.calls.map(([command]) => (command as { to: string }).to);
const go = (to: 'next' | 'previous', load = true) => loader.handleInCardScript({ command: 'goToNumber', to }, load);

test('commands wait for the script, in order, and it is injected once', async () => {
  answer = registers;
  expect(await go('next', false)).toBe(false);
  void go('next');
  void go('previous', false);
  const third = loader.loadCardScript();
  expect(handled()).toEqual([]);
  expect(loader.cardScript).toBeNull();
  expect(await third).toBe(true);
  expect(handled()).toEqual(['next', 'previous']);
  expect(loader.cardScript).toBe(cards);
  expect(await go('next')).toBe(true);
  expect(handled()).toEqual(['next', 'previous', 'next']);
  expect(requested).toHaveBeenCalledTimes(1);
});

test('callers do not wait for the answer once the script has registered', async () => {
  answer = () => {
    loader.registerCardScript(cards);
    return new Promise(() => undefined);
  };
  expect(await loader.loadCardScript()).toBe(true);
});

test('where the injection fails each caller learns it, and the next one tries again', async () => {
  answer = refused;
  expect(await Promise.all([go('next'), go('previous'), go('next', false)])).toEqual([false, false, false]);
  expect(handled()).toEqual([]);
  expect(await loader.loadCardScript()).toBe(false);
  answer = registers;
  expect(await go('next')).toBe(true);
  expect(handled()).toEqual(['next']);
  expect(requested).toHaveBeenCalledTimes(3);
});
