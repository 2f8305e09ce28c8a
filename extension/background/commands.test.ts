import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../state/app-state.ts';
import type { Command, CommandName } from './commands.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { commands, handleCommand, parseCommand } = await import('./commands.ts');
const { parseQuery } = await import('./page/queries.ts');
const { changeAppState, readAppState } = await import('../state/app-state-store.ts');

const ownPage = { id: 'hatif', url: 'chrome-extension://hatif/extension/popup/popup.html' };
const inPage = { id: 'hatif', url: 'https://crm.example/contacts', tab: { id: 7 } } as never;
const refused = { problem: { code: 'request-refused' } };
const callId = crypto.randomUUID();

beforeEach(() => changeAppState(() => emptyAppState));

test.each([
  null,
  'dial',
  {},
  { command: 'explode' },
  { command: 'toString' },
  { command: 'dial', number: '0555010142' },
  { command: 'dial', number: '+966555010142', mode: 'carrier pigeon' },
  { command: 'mute', callId: 'not-a-uuid', on: true },
  { command: 'sendKeys', callId, keys: '12;rm' },
  { command: 'openPage', page: 'https://evil.example' },
  { command: 'cardPlaced', top: 1e9, end: 0 },
])('a message that is no valid command is refused: %j', (message) => {
  expect(() => parseCommand(message)).toThrow('request-refused');
});

test('a command keeps its known fields alone', () => {
  expect(parseCommand({ command: 'hangUp', callId, tabId: 7 })).toEqual({ command: 'hangUp', callId });
});

const names = Object.keys(commands) as CommandName[];
const openToContentScripts = names.filter((name) => commands[name].from !== 'own-pages');

test('the commands open to content scripts are those of the card and of the page', () => {
  expect(openToContentScripts.toSorted()).toEqual(
    [
      'bringCards',
      'cardPlaced',
      'closeCard',
      'incomingNotShown',
      'openCard',
      'openDialer',
      'orderFrame',
      'orderPreload',
      'reportPageNumbers',
      'styleMarks',
    ].toSorted(),
  );
});

test('a card over a page starts or ends the ringing of a call only in a window that has the focus', () => {
  expect(names.filter((name) => commands[name].needsFocusedWindow).toSorted()).toEqual(
    ['answer', 'decline', 'dial', 'endAndAnswer', 'prepareCall', 'sendToVoicemail'].toSorted(),
  );
});

test.each(names.filter((name) => !openToContentScripts.includes(name)))('%s is refused to a content script', async (command) => {
  await expect(handleCommand({ command, callId, number: '+966555010142', link: '' } as never, inPage)).rejects.toMatchObject(refused);
  expect((await readAppState()).problem).toBeNull();
});

test('a content script can open the card of its own tab', async () => {
  const shown = { nonce: 'f'.repeat(32), written: '055 501 0142', number: '+966555010142', country: 'SA' };
  await handleCommand(parseCommand({ command: 'openCard', ...shown }), inPage);
  expect((await readAppState()).cards[7]).toEqual({
    ...shown,
    host: 'crm.example',
    region: expect.stringMatching(/^[A-Z]{2}$/) as string,
    pageUrl: 'https://crm.example/contacts',
  });
});

/** Commands that fail in an empty app state, each with its Problem. */
const failing: [Command, string][] = [
  [{ command: 'dial', number: '+966555010142' }, 'not-paired'],
  [{ command: 'hangUp', callId }, 'call-unknown'],
  [{ command: 'mute', callId, on: true }, 'call-unknown'],
  [{ command: 'hold', callId, on: true }, 'call-unknown'],
  [{ command: 'swapCalls', callId }, 'call-unknown'],
  [{ command: 'record', callId, action: 'start' }, 'call-unknown'],
  [{ command: 'transfer', callId, to: 'reem', name: 'Reem', ask: true }, 'call-unknown'],
  [{ command: 'finishTransfer', callId, how: 'complete' }, 'call-unknown'],
  [{ command: 'sendKeys', callId, keys: '1' }, 'call-unknown'],
  [{ command: 'answer', callId }, 'call-unknown'],
  [{ command: 'endAndAnswer', callId }, 'call-unknown'],
  [{ command: 'decline', callId }, 'call-unknown'],
  [{ command: 'sendToVoicemail', callId }, 'call-unknown'],
  [{ command: 'setAvailability', availability: 'away' }, 'not-paired'],
  [{ command: 'setRingOwnPhone', on: true }, 'not-paired'],
  [{ command: 'askPhoneCode', phone: '+966555010142' }, 'not-paired'],
  [{ command: 'savePhone', code: '123456' }, 'not-paired'],
  [{ command: 'removePhone' }, 'not-paired'],
  [{ command: 'pair', link: 'nonsense' }, 'pairing-link-invalid'],
  [{ command: 'bringCards' }, 'request-refused'],
  [{ command: 'claimFrame', nonce: 'f'.repeat(32) }, 'request-refused'],
];

test.each(failing)('the Problem of $command shows where its definition says', async (command, code) => {
  await expect(handleCommand(command, ownPage)).rejects.toMatchObject({ problem: { code } });
  const { problem } = await readAppState();
  if (commands[command.command].problemShownIn === 'app-state') expect(problem).toMatchObject({ problem: { code } });
  else expect(problem).toBeNull();
});

test('the failures above include every command whose Problem shows in the app state', () => {
  const shown = names.filter((name) => commands[name].problemShownIn === 'app-state');
  expect(failing.map(([{ command }]) => command)).toEqual(expect.arrayContaining(shown));
  expect(shown.length).toBeGreaterThan(0);
});

test('a message that is no valid query is refused', () => {
  expect(() => parseQuery({ query: 'whoIsCalling' })).toThrow('request-refused');
  expect(() => parseQuery({ query: 'readNumbers', written: [7] })).toThrow('request-refused');
  const written = Array.from({ length: 201 }, () => '1');
  expect(() => parseQuery({ query: 'readNumbers', written })).toThrow('request-refused');
});
