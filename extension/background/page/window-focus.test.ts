import { expect, test, vi } from 'vitest';

const focused = { value: true };
vi.mock('webextension-polyfill', async () => {
  const { fakeBrowser } = await import('../../testing/fake-browser.ts');
  return { default: { ...fakeBrowser(), windows: { get: async () => ({ focused: focused.value }) } } };
});
const { isWindowSettled, onWindowFocused } = await import('./window-focus.ts');

const card = { tab: { id: 7, windowId: 1 }, frameId: 3 } as never;
const at = (now: number) => vi.setSystemTime(now);

test('a card acts half a second after its window got the focus, and only while the window has it', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  at(10_000);
  expect(await isWindowSettled(card)).toBe(true);
  await onWindowFocused();
  at(10_499);
  expect(await isWindowSettled(card)).toBe(false);
  at(10_500);
  expect(await isWindowSettled(card)).toBe(true);
  focused.value = false;
  expect(await isWindowSettled(card)).toBe(false);
});

test('a page of our own in a tab, and the popup, need no focused window', async () => {
  focused.value = false;
  expect(await isWindowSettled({ tab: { id: 7, windowId: 1 }, frameId: 0 } as never)).toBe(true);
  expect(await isWindowSettled({})).toBe(true);
});
