import { beforeEach, expect, test, vi } from 'vitest';
import type { CardFrame } from './card-frame.ts';

const sent: unknown[] = [];
let load: () => void;
const removed = vi.fn();

vi.mock('../runtime/send.ts', () => ({ send: async (message: unknown) => void sent.push(message) }));
vi.mock('../runtime/extension-context-invalidated.ts', () => ({ isContextInvalidated: () => false }));
vi.mock('../scan/unclobbered.ts', () => ({ pageDocument: { documentElement: { clientWidth: 1280 } } }));
vi.mock('./card-preload.ts', () => ({ createPreload: () => ({ load: () => undefined, take: () => null, drop: () => undefined }) }));
vi.mock('./card-frame.ts', () => ({
  openCardFrame: (): Partial<CardFrame> => ({
    nonce: 'one',
    onceLoaded: (then) => (load = then),
    repair: () => true,
    remove: removed,
  }),
}));
const { withFrame } = await import('./with-frame.ts');

const ifBlank = { command: 'openDialer' } as const;

function openCard() {
  const options = { page: 'card.html', look: 'card', width: 320, modal: true } as const;
  const card = withFrame(options, { draw: () => undefined, hide: () => card.close(), ifBlank, isAnimated: () => false });
  card.open(false);
  return card;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { innerHeight: 800 });
  sent.length = 0;
  removed.mockClear();
});

test('a card that has drawn nothing two seconds after its load is closed, and answered with another view', () => {
  const card = openCard();
  vi.advanceTimersByTime(3000);
  load();
  vi.advanceTimersByTime(1999);
  expect(card.current()).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(card.current()).toBeNull();
  expect(removed).toHaveBeenCalledOnce();
  expect(sent).toEqual([ifBlank]);
});

test('a card that loads late and draws stays', () => {
  const card = openCard();
  vi.advanceTimersByTime(5500);
  load();
  card.setHeight(383);
  vi.advanceTimersByTime(60_000);
  expect(card.current()).not.toBeNull();
  expect(sent).toEqual([]);
});

test('a card that never loads is closed after six seconds', () => {
  const card = openCard();
  vi.advanceTimersByTime(5999);
  expect(card.current()).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(card.current()).toBeNull();
  expect(sent).toEqual([ifBlank]);
});

test('the time of a card that was closed does not close the next one', () => {
  const card = openCard();
  load();
  card.close();
  vi.advanceTimersByTime(1000);
  card.open(false);
  vi.advanceTimersByTime(1500);
  expect(card.current()).not.toBeNull();
  expect(sent).toEqual([]);
});
