import { expect, test, vi } from 'vitest';
import { send } from './send.ts';

let reply: unknown;
vi.stubGlobal('chrome', { runtime: { sendMessage: async () => reply } });

test('a query resolves to its data, a command to true', async () => {
  reply = { answer: [{ e164: '+966555010142', country: 'SA', international: false }] };
  expect(await send({ query: 'readNumbers', written: ['0555010142'] })).toEqual([
    { e164: '+966555010142', country: 'SA', international: false },
  ]);
  reply = { answer: null };
  expect(await send({ command: 'bringCards' })).toBe(true);
});

test('a refusal, and a background that is gone, resolve to null', async () => {
  reply = { problem: { code: 'request-refused' } };
  expect(await send({ command: 'bringCards' })).toBeNull();
  reply = undefined;
  expect(await send({ command: 'bringCards' })).toBeNull();
});
