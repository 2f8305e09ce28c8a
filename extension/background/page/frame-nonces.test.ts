import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { claimFrame, orderFrame } = await import('./frame-nonces.ts');

const refused = { problem: { code: 'request-refused' } };
const nonceOf = (digit: string) => digit.repeat(32);
const frame = (tabId: number, frameId: number) => ({ id: 'hatif', tab: { id: tabId }, frameId }) as never;
/** The content script, and the card that it frames. */
const [page, card] = [frame(7, 0), frame(7, 31)];

beforeEach(() => vi.useFakeTimers());

test('an ordered nonce is claimed once', async () => {
  await orderFrame(nonceOf('1'), page);
  await claimFrame(nonceOf('1'), card);
  await expect(claimFrame(nonceOf('1'), card)).rejects.toMatchObject(refused);
});

test('of simultaneous claims one succeeds', async () => {
  await orderFrame(nonceOf('2'), page);
  const claims = await Promise.allSettled([1, 2, 3, 4].map((frameId) => claimFrame(nonceOf('2'), frame(7, frameId))));
  expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a nonce that nobody ordered is refused', async () => {
  await orderFrame(nonceOf('3'), page);
  await expect(claimFrame(nonceOf('4'), card)).rejects.toMatchObject(refused);
  await claimFrame(nonceOf('3'), card);
});

test('another tab, and the frame of the content script itself, are refused, and the nonce is void after that', async () => {
  for (const sender of [frame(8, 31), page, { id: 'hatif' } as never]) {
    await orderFrame(nonceOf('5'), page);
    await expect(claimFrame(nonceOf('5'), sender)).rejects.toMatchObject(refused);
    await expect(claimFrame(nonceOf('5'), card)).rejects.toMatchObject(refused);
  }
});

test('several frames of several tabs may be ordered at a time', async () => {
  await Promise.all(['a', 'b', 'c'].map((digit, at) => orderFrame(nonceOf(digit), frame(at, 0))));
  await Promise.all(['a', 'b', 'c'].map((digit, at) => claimFrame(nonceOf(digit), frame(at, 9))));
});

test('a nonce is void after ten seconds', async () => {
  await orderFrame(nonceOf('6'), page);
  vi.advanceTimersByTime(10_000);
  await expect(claimFrame(nonceOf('6'), card)).rejects.toMatchObject(refused);
});

test('a sender without a tab orders nothing', async () => {
  await expect(orderFrame(nonceOf('7'), { id: 'hatif' })).rejects.toMatchObject(refused);
});
