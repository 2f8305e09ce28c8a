import { expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { commandFrom, handleCommand } = await import('./commands.ts');
const { queryFrom } = await import('./page/queries.ts');
const { readAppState } = await import('../state/app-state-store.ts');

const ownPage = { id: 'hatif', url: 'chrome-extension://hatif/extension/popup/popup.html' };
const inPage = { id: 'hatif', url: 'https://crm.example/contacts', tab: { id: 7 } } as never;
const refused = { problem: { code: 'request-refused' } };
const callId = crypto.randomUUID();

test.each([
  null,
  'dial',
  {},
  { command: 'explode' },
  { command: 'dial', number: '0555010142' },
  { command: 'dial', number: '+966555010142', mode: 'carrier pigeon' },
  { command: 'mute', callId: 'not-a-uuid', on: true },
  { command: 'sendKeys', callId, keys: '12;rm' },
  { command: 'openPage', page: 'https://evil.example' },
  { command: 'cardSized', height: 1e9 },
])('what is no command is refused: %j', (message) => {
  expect(() => commandFrom(message)).toThrow('request-refused');
});

test('a content script cannot start or steer a call, whatever the page made of it', async () => {
  for (const command of [
    { command: 'dial', number: '+966555010142' },
    { command: 'hangUp', callId },
    { command: 'unpair' },
    { command: 'pair', link: 'https://evil.example/pair#12345678' },
  ] as const) {
    await expect(handleCommand(commandFrom(command), inPage)).rejects.toMatchObject(refused);
  }
});

test('a content script can open the card of its own tab', async () => {
  await handleCommand(commandFrom({ command: 'openCard', written: '055 501 0142', number: '+966555010142', country: 'SA' }), inPage);
  expect((await readAppState()).cards[7]).toEqual({
    written: '055 501 0142',
    number: '+966555010142',
    country: 'SA',
    host: 'crm.example',
    pageUrl: 'https://crm.example/contacts',
  });
});

test('dialling without a pairing is a Problem for whoever asked and on the board', async () => {
  await expect(handleCommand({ command: 'dial', number: '+966555010142' }, ownPage)).rejects.toMatchObject({
    problem: { code: 'not-paired' },
  });
  expect((await readAppState()).problem).toMatchObject({ problem: { code: 'not-paired' } });
  expect((await readAppState()).call).toBeNull();
});

test('a call that is not live cannot be steered', async () => {
  await expect(handleCommand({ command: 'hangUp', callId }, ownPage)).rejects.toMatchObject({ problem: { code: 'call-unknown' } });
});

test('what is no question is none', () => {
  expect(queryFrom({ query: 'whoIsCalling' })).toBeNull();
  expect(queryFrom({ query: 'readNumbers', region: 'sa', written: [] })).toBeNull();
  expect(queryFrom({ query: 'readNumbers', region: 'SA', written: Array.from({ length: 201 }, () => '1') })).toBeNull();
});
