import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testCall, testIncomingCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { onNotificationButton, notifyCall, withdrawNotification } = await import('./notifications.ts');
const { changeAppState } = await import('../../state/app-state-store.ts');
const { fakeEngine } = await import('../../testing/fake-engine.ts');

const engineCommands = fakeEngine();
const { callId } = testIncomingCall;
const live: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const answer = { command: 'answer', callId };
const decline = { command: 'decline', callId };

/** The buttons of each notification on show, by the notification's id. */
const shown = new Map<string, string[]>();
const messages: string[] = [];
const openWindow = vi.fn(async () => ({ id: 1 }));

beforeEach(async () => {
  engineCommands.length = 0;
  shown.clear();
  openWindow.mockClear();
  vi.stubGlobal('fetch', async () => new Response(readFileSync('extension/_locales/en/messages.json')));
  vi.stubGlobal('chrome', {
    runtime: { getURL: (path: string) => path },
    notifications: {
      create: async (id: string, { buttons, message }: { buttons: { title: string }[]; message: string }) => {
        messages.push(message);
        shown.set(
          id,
          buttons.map(({ title }) => title),
        );
      },
      clear: async (id: string) => shown.delete(id),
    },
  });
  const browser = (await import('../../browser.ts')).default;
  Object.assign(browser, { windows: { create: openWindow, get: async () => ({}), update: async () => ({}) } });
  await browser.storage.session.remove('incomingWindow');
});

/** The call rings, and its notification is drawn. */
async function draw(call: ActiveCall | null): Promise<void> {
  await changeAppState(() => ({ ...emptyAppState, call, incoming: [testIncomingCall] }));
  await notifyCall(testIncomingCall);
}
const nowLive = (call: ActiveCall | null) => changeAppState((appState) => ({ ...appState, call }));

/** Presses the button whose label is `label` on the notification as it was drawn. */
async function press(label: string): Promise<void> {
  expect(shown.size).toBe(1);
  const [[id, labels]] = [...shown] as [[string, string[]]];
  expect(labels).toContain(label);
  await onNotificationButton(id, labels.indexOf(label));
}
const labels = () => [...shown.values()].flat();

test('a call that rings alone offers Answer and Decline', async () => {
  await draw(null);
  expect(labels()).toEqual(['Answer', 'Decline']);
});

test.each([
  ['en', /^Incoming call · .+142 · as \u2066crm\.example\u2069 has it$/],
  ['ar', /^مكالمة واردة · .+142 · حسب \u2066crm\.example\u2069$/],
] as const)('the name of a caller comes with the page that gives it, in %s', async (language, message) => {
  const browser = (await import('../../browser.ts')).default;
  await browser.storage.local.set({ settings: { language } });
  vi.stubGlobal('fetch', async () => new Response(readFileSync(`extension/_locales/${language}/messages.json`)));
  await notifyCall({ ...testIncomingCall, caller: { ...testIncomingCall.caller, name: 'Noura', nameFrom: 'crm.example' } });
  expect(messages.at(-1)).toMatch(message);
  await browser.storage.local.remove('settings');
});

const answerHolding = 'Answer, put \u2068+966\u00a055\u00a0501\u00a00142\u2069 on hold';
const onOwnPhone: ActiveCall = { ...live, mode: 'phone' };

test('a call that rings during a live call offers to put that call on hold, by its name', async () => {
  await draw(live);
  expect(labels()).toEqual([answerHolding, 'Decline']);
});

test('a call that rings during a call that cannot be held offers Decline alone', async () => {
  await draw(onOwnPhone);
  expect(labels()).toEqual(['Decline']);
});

test('pressed, it answers and keeps the live call', async () => {
  await draw({ ...live, heldSince: 1 });
  await press(answerHolding);
  expect(engineCommands).toEqual([{ ...answer, keep: live.id }]);
  expect(labels()).toEqual([]);
});

test('pressed when the live call cannot be held any more, it ends nothing: the choices open in a window', async () => {
  await draw(live);
  await nowLive(onOwnPhone);
  await press(answerHolding);
  expect(engineCommands).toEqual([]);
  expect(openWindow).toHaveBeenCalledOnce();
});

test.each([
  { drawn: 'alone', before: null, now: null, label: 'Answer', commands: [answer] },
  { drawn: 'alone', before: null, now: null, label: 'Decline', commands: [decline] },
  { drawn: 'alone, and pressed during a call', before: null, now: live, label: 'Decline', commands: [decline] },
  { drawn: 'during a call', before: live, now: live, label: 'Decline', commands: [decline] },
  { drawn: 'during a call, and pressed after its end', before: live, now: null, label: 'Decline', commands: [decline] },
])('$label, drawn $drawn, does as its label says', async ({ before, now, label, commands }) => {
  await draw(before);
  await nowLive(now);
  await press(label);
  expect(engineCommands).toEqual(commands);
  expect(labels()).toEqual([]);
});

test('Answer pressed after another call began neither declines nor ends a call: the choices open in a window', async () => {
  await draw(null);
  await nowLive(live);
  await press('Answer');
  expect(openWindow).toHaveBeenCalledWith(expect.objectContaining({ focused: true }));
  expect(engineCommands).toEqual([]);
  expect(labels()).toEqual(['Answer', 'Decline']);
});

test('a press on any other notification does nothing', async () => {
  await draw(null);
  for (const id of [`missed:${callId}`, `incoming:third:${callId}`, callId, 'incoming:']) await onNotificationButton(id, 0);
  await onNotificationButton(`incoming:second:${callId}`, 1);
  await onNotificationButton(`incoming:holding:${callId}`, 2);
  await press('Answer');
  expect(engineCommands).toEqual([answer]);
});

test.each([null, live])('a notification of either layout is withdrawn with its call (%#)', async (call) => {
  await draw(call);
  expect(shown.size).toBe(1);
  await withdrawNotification(callId);
  expect(shown.size).toBe(0);
});
