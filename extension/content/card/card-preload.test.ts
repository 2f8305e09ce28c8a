import { beforeEach, expect, test, vi } from 'vitest';

const page = { accepts: true, hasDialog: false, isUsable: true };
const made: { nonce: string; isRemoved: boolean }[] = [];
const orders = vi.fn(async (_: unknown) => (page.accepts ? true : null));

vi.mock('../runtime/send.ts', () => ({ send: (message: unknown) => orders(message) }));
vi.mock('../runtime/extension-context-invalidated.ts', () => ({ isContextInvalidated: () => false }));
vi.mock('./card-elements.ts', () => ({ needsDialog: () => page.hasDialog }));
vi.mock('./card-frame.ts', () => ({
  createNonce: () => `nonce-${orders.mock.calls.length}`,
  preloadCardFrame: (_: unknown, nonce: string) => {
    const frame = { nonce, isRemoved: false };
    made.push(frame);
    return { nonce, use: () => (page.isUsable ? frame : null), remove: () => (frame.isRemoved = true) };
  },
}));
const { createPreload } = await import('./card-preload.ts');

let isWanted = true;
const newPreload = () => createPreload({} as never, () => isWanted);

beforeEach(() => {
  vi.useFakeTimers();
  orders.mockClear();
  made.length = 0;
  isWanted = true;
  Object.assign(page, { accepts: true, hasDialog: false, isUsable: true });
});

test('one frame is loaded, however often the pointer comes to a number', async () => {
  const preload = newPreload();
  await Promise.all([preload.load(), preload.load()]);
  await preload.load();
  expect(made).toEqual([{ nonce: 'nonce-0', isRemoved: false }]);
  expect(orders.mock.calls).toEqual([[{ command: 'orderPreload', nonce: 'nonce-0' }]]);
});

test('the click takes it, and the next number loads another', async () => {
  const preload = newPreload();
  await preload.load();
  expect(preload.take()).toBe(made.at(0));
  expect(preload.take()).toBeNull();
  await preload.load();
  expect(made.map(({ isRemoved }) => isRemoved)).toEqual([false, false]);
});

test('it is removed ten seconds after the pointer was last on a number', async () => {
  const preload = newPreload();
  await preload.load();
  vi.advanceTimersByTime(9000);
  await preload.load();
  vi.advanceTimersByTime(9999);
  expect(made.at(0)!.isRemoved).toBe(false);
  vi.advanceTimersByTime(1);
  expect(made.at(0)!.isRemoved).toBe(true);
  expect(preload.take()).toBeNull();
});

test('after a refusal it asks again a second later', async () => {
  page.accepts = false;
  const preload = newPreload();
  await preload.load();
  await preload.load();
  expect(orders).toHaveBeenCalledTimes(1);
  page.accepts = true;
  vi.advanceTimersByTime(1000);
  await preload.load();
  expect(made).toHaveLength(1);
});

test('none is loaded while a card is open, or a modal dialog of the page', async () => {
  const preload = newPreload();
  isWanted = false;
  await preload.load();
  [isWanted, page.hasDialog] = [true, true];
  await preload.load();
  expect(orders).not.toHaveBeenCalled();
  page.hasDialog = false;
  const loading = preload.load();
  isWanted = false;
  await loading;
  expect([orders.mock.calls.length, made.length]).toEqual([1, 0]);
});

test('one that the page has changed is removed and not shown', async () => {
  const preload = newPreload();
  await preload.load();
  page.isUsable = false;
  expect(preload.take()).toBeNull();
  expect(made.at(0)!.isRemoved).toBe(true);
});

test('it is dropped by its nonce alone', async () => {
  const preload = newPreload();
  await preload.load();
  preload.drop('another');
  expect(made.at(0)!.isRemoved).toBe(false);
  preload.drop('nonce-0');
  expect(made.at(0)!.isRemoved).toBe(true);
});
