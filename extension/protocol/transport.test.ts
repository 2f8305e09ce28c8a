import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.doMock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
});
const load = async () => ({
  ...(await import('./transport.ts')),
  ...(await import('../../shared/problem.ts')),
  browser: (await import('../browser.ts')).default,
});

const never = async () => 'wrong handler';
const unpair = { command: 'unpair' } as const;

test.each([
  ['command', { command: 'unpair' }],
  ['query', { query: 'pageSettings', host: 'crm.example' }],
  ['engine-event', { event: 'busyElsewhere', on: true }],
] as const)('a message of the kind %s reaches the handler of that kind, and its answer comes back', async (kind, message) => {
  const { receive, send } = await load();
  receive('background', { command: never, query: never, 'engine-event': never, [kind]: async (got: unknown) => ({ got }) });
  expect(await send('background', message)).toEqual({ ok: true, answer: { got: message } });
});

test('an engine command reaches the offscreen page', async () => {
  const { receive, send } = await load();
  const handle = vi.fn(async () => undefined);
  receive('offscreen', { 'engine-command': handle });
  expect(await send('offscreen', { command: 'holdLine' })).toEqual({ ok: true, answer: null });
  expect(handle).toHaveBeenCalledWith({ command: 'holdLine' }, expect.anything());
});

test.each(['engine-command', 'telegram', 'toString', undefined])('a kind without a handler is refused: %s', async (kind) => {
  const { receive, browser } = await load();
  const handle = vi.fn(async () => 'handled');
  receive('background', { command: handle });
  const sendRaw = (envelope: object) => browser.runtime.sendMessage(envelope as never);
  expect(await sendRaw({ to: 'background', kind, message: unpair })).toEqual({ problem: { code: 'request-refused' } });
  expect(handle).not.toHaveBeenCalled();
  expect(await sendRaw({ to: 'background', kind: 'command', message: unpair })).toEqual({ answer: 'handled' });
});

test('a Problem that a handler throws is the Problem of the sender', async () => {
  const { receive, send, ProblemError } = await load();
  receive('background', {
    command: async () => {
      throw new ProblemError('country-not-allowed', { country: 'EG' });
    },
  });
  expect(await send('background', unpair)).toEqual({ ok: false, problem: { code: 'country-not-allowed', details: { country: 'EG' } } });
});

test('a message to a place without a listener is a Problem, also while another place listens', async () => {
  const { receive, send } = await load();
  expect(await send('offscreen', { command: 'holdLine' })).toEqual({ ok: false, problem: { code: 'call-failed' }, unheard: true });
  receive('background', { 'engine-command': async () => 'mine' });
  expect(await send('offscreen', { command: 'holdLine' })).toEqual({ ok: false, problem: { code: 'call-failed' }, unheard: true });
});

test('a message of another extension is ignored', async () => {
  const { receive, send, browser } = await load();
  const handle = vi.fn(async () => 'handled');
  receive('background', { command: handle });
  const foreign = { id: 'somebody-else', url: 'https://page.example' };
  const envelope = { to: 'background', kind: 'command', message: unpair };
  await expect(browser.runtime.sendMessage(envelope as never, foreign as never)).rejects.toThrow('Receiving end');
  expect(handle).not.toHaveBeenCalled();
  expect(await send('background', unpair)).toEqual({ ok: true, answer: 'handled' });
});

test('a second listener in one context is a mistake', async () => {
  const { receive } = await load();
  receive('background', {});
  expect(() => receive('background', {})).toThrow('one listener per context');
});

test('a sender of our own is told from a content script', async () => {
  const { isOwnPage } = await load();
  expect(isOwnPage({ id: 'hatif', url: 'chrome-extension://hatif/extension/card/card.html' })).toBe(true);
  expect(isOwnPage({ id: 'hatif', url: 'https://crm.example/chrome-extension://hatif/' })).toBe(false);
});
