import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.doMock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
});
const load = async () => ({
  ...(await import('./transport.ts')),
  ...(await import('../../shared/problem.ts')),
  browser: (await import('webextension-polyfill')).default,
});

test('a message reaches its place and comes back with the answer', async () => {
  const { receive, send } = await load();
  receive('background', async (message) => ({ heard: message }));
  expect(await send('background', { command: 'unpair' })).toEqual({ ok: true, answer: { heard: { command: 'unpair' } } });
});

test('a Problem thrown there is a Problem here', async () => {
  const { receive, send, ProblemError } = await load();
  receive('background', async () => {
    throw new ProblemError('country-not-allowed', { country: 'EG' });
  });
  expect(await send('background', { command: 'unpair' })).toEqual({
    ok: false,
    problem: { code: 'country-not-allowed', details: { country: 'EG' } },
  });
});

test('nobody there, or a message for another place, is a Problem too', async () => {
  const { receive, send } = await load();
  expect(await send('offscreen', { command: 'holdLine' })).toEqual({ ok: false, problem: { code: 'call-failed' }, unheard: true });
  receive('background', async () => 'mine');
  expect(await send('offscreen', { command: 'holdLine' })).toEqual({ ok: false, problem: { code: 'call-failed' }, unheard: true });
});

test('what comes from another extension is not heard', async () => {
  const { receive, browser } = await load();
  const handle = vi.fn(async () => 'heard');
  receive('background', handle);
  const foreign = { id: 'somebody-else', url: 'https://page.example' };
  await expect(browser.runtime.sendMessage({ to: 'background', message: {} } as never, foreign as never)).rejects.toThrow('Receiving end');
  expect(handle).not.toHaveBeenCalled();
});

test('two listeners in one context are a mistake', async () => {
  const { receive } = await load();
  receive('background', async () => 1);
  expect(() => receive('background', async () => 2)).toThrow('one listener per context');
});

test('a sender of our own is told from a content script', async () => {
  const { isOwnPage } = await load();
  expect(isOwnPage({ id: 'hatif', url: 'chrome-extension://hatif/extension/card/card.html' })).toBe(true);
  expect(isOwnPage({ id: 'hatif', url: 'https://crm.example/chrome-extension://hatif/' })).toBe(false);
});
