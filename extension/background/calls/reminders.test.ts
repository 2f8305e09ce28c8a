import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const openDialPad = vi.fn(async () => undefined);
vi.mock('../toolbar/open-dial-pad.ts', () => ({ openDialPad }));
const browser = (await import('../../browser.ts')).default;
const { onReminderAlarm, onReminderClosed, onReminderPressed, removeAllReminders, removeReminder, restoreReminders, setReminder } =
  await import('./reminders.ts');
const { onAlarm } = await import('../alarms.ts');
const { readAppState } = await import('../../state/app-state-store.ts');

const noura = { callId: `CA${'a'.repeat(32)}`, number: '+966555010142', name: 'Noura Al-Harbi', at: 60_000 };
const unnamed = { callId: `CA${'b'.repeat(32)}`, number: '+971505550719', name: null, at: 120_000 };
const id = `call-back:${noura.callId}`;

type Notification = { title: string; message: string; buttons: { title: string }[] };
const alarms = new Map<string, number>();
const shown = new Map<string, Notification>();

beforeEach(async () => {
  alarms.clear();
  shown.clear();
  openDialPad.mockClear();
  await browser.storage.local.remove('reminders');
  vi.stubGlobal('fetch', async () => new Response(readFileSync('extension/_locales/en/messages.json')));
  vi.stubGlobal('chrome', {
    runtime: { getURL: (path: string) => path },
    notifications: {
      create: async (name: string, notification: Notification) => shown.set(name, notification),
      clear: async (name: string) => shown.delete(name),
    },
  });
  Object.assign(browser, {
    alarms: {
      create: async (name: string, { when }: { when: number }) => alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
  });
});

test('at its time a reminder names who to call, and Call opens the dial pad with the number', async () => {
  await setReminder(noura);
  expect([...alarms]).toEqual([[id, 60_000]]);
  await onAlarm({ name: id });
  expect(shown.get(id)).toMatchObject({
    title: 'Call back Noura Al-Harbi',
    message: '+966\u00a055\u00a0501\u00a00142',
    buttons: [{ title: 'Call' }],
  });
  await onReminderPressed(id);
  expect((await readAppState()).draft).toEqual({ written: noura.number });
  expect(openDialPad).toHaveBeenCalledOnce();
  expect([...shown]).toEqual([]);
  await restoreReminders(200_000);
  expect([...shown]).toEqual([]);
});

test('a reminder without a name shows the number', async () => {
  await setReminder(unnamed);
  await onReminderAlarm(`call-back:${unnamed.callId}`);
  expect(shown.get(`call-back:${unnamed.callId}`)?.title).toBe('Call back +971\u00a050\u00a0555\u00a00719');
});

test('after a restart, what is due is shown and what is not has its alarm again', async () => {
  await setReminder(noura);
  await setReminder(unnamed);
  alarms.clear();
  await restoreReminders(90_000);
  expect([...shown.keys()]).toEqual([id]);
  expect([...alarms]).toEqual([[`call-back:${unnamed.callId}`, unnamed.at]]);
});

test('a later time replaces the earlier one, and no time removes the reminder', async () => {
  await setReminder(noura);
  await setReminder({ ...noura, at: 90_000 });
  expect([...alarms]).toEqual([[id, 90_000]]);
  await removeReminder(noura.callId);
  expect([...alarms]).toEqual([]);
  await onReminderAlarm(id);
  expect([...shown]).toEqual([]);
});

test('a notification that the person closes is done; one that the system closes comes back with the next start', async () => {
  await setReminder(noura);
  await onReminderClosed(id, false);
  await restoreReminders(90_000);
  expect([...shown.keys()]).toEqual([id]);
  await onReminderClosed(id, true);
  await restoreReminders(90_000);
  expect([...shown]).toEqual([]);
});

test('a browser that leaves its backend forgets its reminders; other notifications and alarms are not touched', async () => {
  await setReminder(noura);
  await onReminderPressed('incoming:0b6d1f2c-3f54-4c0e-9a55-0d6a4d6c7b21');
  await onReminderClosed('incoming:0b6d1f2c-3f54-4c0e-9a55-0d6a4d6c7b21', true);
  expect(openDialPad).not.toHaveBeenCalled();
  expect(alarms.size).toBe(1);
  await removeAllReminders();
  expect(alarms.size).toBe(0);
});
