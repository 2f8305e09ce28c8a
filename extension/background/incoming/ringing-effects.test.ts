import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineCommand } from '../../protocol/engine-commands.ts';
import { type ActiveCall, type AppState, emptyAppState, type EndedRing } from '../../state/app-state.ts';
import { testIncomingCall } from '../../testing/fixtures.ts';

const sent: EngineCommand[] = [];
vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
vi.mock('../line/engine.ts', () => ({ sendToEngine: async (command: EngineCommand) => void sent.push(command) }));
const { onRingingChanged } = await import('./ringing-effects.ts');
const { savePairing } = await import('../../state/settings-store.ts');
const { default: browser } = await import('../../browser.ts');

const talking: ActiveCall = {
  id: 'one',
  direction: 'outgoing',
  mode: 'phone',
  number: '+14155550100',
  startedAt: 0,
  phase: { is: 'connected', since: 0 },
  muted: false,
  keys: '',
};
const withCall = (call: ActiveCall): AppState => ({ ...emptyAppState, call });
const over = withCall({ ...talking, phase: { is: 'ended', at: 1, outcome: 'completed' } });
beforeEach(() => void (sent.length = 0));
/** The labels of the buttons of each notification that was drawn. */
let drawn: string[][] = [];
beforeEach(() => {
  drawn = [];
  vi.stubGlobal('fetch', async () => new Response(readFileSync('extension/_locales/en/messages.json')));
  vi.stubGlobal('chrome', {
    runtime: { getURL: (file: string) => file },
    notifications: {
      create: async (_: string, { buttons }: { buttons: { title: string }[] }) => void drawn.push(buttons.map(({ title }) => title)),
      clear: async () => true,
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a call on the own phone: the engine learns when it begins and when it ends, once each', async () => {
  await onRingingChanged(undefined, withCall(talking));
  await onRingingChanged(withCall(talking), withCall({ ...talking, keys: '5' }));
  await onRingingChanged(withCall(talking), over);
  await onRingingChanged(over, over);
  expect(sent).toEqual([
    { command: 'setOnOwnPhone', on: true },
    { command: 'setOnOwnPhone', on: false },
  ]);
});

test('a call in the browser is no call on the own phone', async () => {
  await onRingingChanged(undefined, withCall({ ...talking, mode: 'browser' }));
  await onRingingChanged(undefined, withCall(talking));
  expect(sent).toEqual([{ command: 'setOnOwnPhone', on: true }]);
});

const ringing: AppState = { ...emptyAppState, incoming: [testIncomingCall] };
const named = { ...testIncomingCall, caller: { ...testIncomingCall.caller, name: 'Khalid', nameFrom: 'crm.example' } };

test('a name that a page gives the caller is kept in the log, once', async () => {
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  const requests: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    requests.push([method, url, JSON.parse(body as string)]);
    return new Response(null, { status: 204 });
  });
  await onRingingChanged(ringing, { ...ringing, incoming: [named] });
  await onRingingChanged({ ...ringing, incoming: [named] }, { ...ringing, incoming: [{ ...named, answering: true }] });
  const context = { name: 'Khalid', pageUrl: 'https://crm.example/' };
  expect(requests).toEqual([['PUT', `https://calls.example/api/calls/${testIncomingCall.sid}/context`, context]]);
});

const endedBy = (because: EndedRing['because']): AppState => ({ ...emptyAppState, endedRing: { ...testIncomingCall, at: 2, because } });

test('the cards of a missed call are told to stay; those of a declined one, or beside a live call, are not', async () => {
  const toTab = vi.spyOn(browser.tabs, 'sendMessage');
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
  const told = async (after: AppState) => {
    toTab.mockClear();
    await onRingingChanged({ ...ringing, call: after.call }, after);
    return toTab.mock.calls.map(([, envelope]) => (envelope as { message: unknown }).message);
  };
  expect(await told(endedBy('caller-left'))).toEqual([{ command: 'incoming', on: false, missed: true }]);
  expect(await told(endedBy('declined'))).toEqual([{ command: 'incoming', on: false }]);
  expect(await told({ ...endedBy('caller-left'), call: talking })).toEqual([{ command: 'incoming', on: false }]);
});

test('the notification of a call that rings on is drawn anew when the live call ends, with Answer', async () => {
  const { changeAppState } = await import('../../state/app-state-store.ts');
  const after = { ...over, incoming: [testIncomingCall] };
  await changeAppState(() => after);
  await onRingingChanged({ ...withCall(talking), incoming: [testIncomingCall] }, after);
  expect(drawn).toEqual([['Answer', 'Decline']]);
});

test('the notification is drawn anew when the live call can be put on hold, and once only', async () => {
  const { changeAppState } = await import('../../state/app-state-store.ts');
  const dialling: ActiveCall = { ...talking, mode: 'browser', phase: { is: 'ringing', since: 0 } };
  const before = { ...withCall(dialling), incoming: [testIncomingCall] };
  const after = { ...withCall({ ...talking, mode: 'browser' }), incoming: [testIncomingCall] };
  await changeAppState(() => after);
  await onRingingChanged(before, after);
  await onRingingChanged(after, { ...after, call: { ...after.call!, keys: '5' } });
  expect(drawn).toEqual([[expect.stringMatching(/^Answer, put .+ on hold$/) as string, 'Decline']]);
});

test('an answered call pops the screen; a call that was held comes back without it', async () => {
  await browser.storage.local.set({ settings: { screenPop: { on: 'answer', url: 'https://crm.example/?n={number}' } } });
  const open = vi.spyOn(browser.tabs, 'create').mockResolvedValue({} as never);
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
  const answered: ActiveCall = { ...talking, id: 'two', mode: 'browser', direction: 'incoming', caller: testIncomingCall.caller };
  const held: ActiveCall = { ...talking, mode: 'browser', heldSince: 1 };
  const both: AppState = { ...withCall(answered), heldCall: held };
  await onRingingChanged({ ...withCall(held), incoming: [testIncomingCall] }, both);
  expect(open).toHaveBeenCalledTimes(1);
  const swapped: AppState = { ...withCall({ ...held, heldSince: 2 }), heldCall: answered };
  await onRingingChanged(both, swapped);
  await onRingingChanged(swapped, both);
  expect(open).toHaveBeenCalledTimes(1);
});
