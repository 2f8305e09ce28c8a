import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('../../browser.ts');
const toldTabs = vi.fn(async (_tabId: number, _envelope: unknown) => undefined);
Object.assign(browser.tabs, { sendMessage: toldTabs });

const refused = { problem: { code: 'request-refused' } };
const nonceOf = (digit: string) => digit.repeat(32);
const frame = (tabId: number, frameId: number) => ({ id: 'hatif', tab: { id: tabId }, frameId }) as never;

let orderPreload: typeof import('./preload-budget.ts').orderPreload;
let claimFrame: typeof import('./frame-nonces.ts').claimFrame;
beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  toldTabs.mockClear();
  ({ orderPreload } = await import('./preload-budget.ts'));
  ({ claimFrame } = await import('./frame-nonces.ts'));
});

test('a preloaded frame claims its nonce like any other', async () => {
  await orderPreload(nonceOf('1'), frame(7, 0));
  await claimFrame(nonceOf('1'), frame(7, 31));
  await expect(claimFrame(nonceOf('1'), frame(7, 31))).rejects.toMatchObject(refused);
});

test('a browser has one: a second within a second is refused, later it replaces the first', async () => {
  await orderPreload(nonceOf('2'), frame(7, 0));
  await expect(orderPreload(nonceOf('3'), frame(8, 0))).rejects.toMatchObject(refused);
  vi.advanceTimersByTime(1000);
  await orderPreload(nonceOf('4'), frame(7, 5));
  const told = toldTabs.mock.calls.map(([tabId, envelope]) => [tabId, (envelope as { message: unknown }).message]);
  expect(told).toEqual([[7, { command: 'dropPreload', nonce: nonceOf('2') }]]);
});

test('a refused order can be claimed by no frame', async () => {
  await orderPreload(nonceOf('5'), frame(7, 0));
  await expect(orderPreload(nonceOf('6'), frame(7, 0))).rejects.toMatchObject(refused);
  await claimFrame(nonceOf('5'), frame(7, 31));
  await expect(claimFrame(nonceOf('6'), frame(7, 32))).rejects.toMatchObject(refused);
});

test('a sender without a tab orders none', async () => {
  await expect(orderPreload(nonceOf('7'), { id: 'hatif' })).rejects.toMatchObject(refused);
});
