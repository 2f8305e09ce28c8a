/** Reminders to call back: kept in `storage.local`, because Chrome may drop its alarms when the browser ends. */
import * as z from 'zod/mini';
import { e164Schema } from '../../../shared/api.ts';
import { showNumber } from '../../../shared/phone-number.ts';
import browser from '../../browser.ts';
import { draftNumber } from '../page/cards.ts';
import { openDialPad } from '../toolbar/open-dial-pad.ts';
import { textsNow } from '../toolbar/texts-now.ts';

/** `at` is Unix milliseconds. */
const reminderSchema = z.object({ callId: z.string(), number: e164Schema, name: z.nullable(z.string()), at: z.number() });
export type Reminder = z.infer<typeof reminderSchema>;

const storageKey = 'reminders';
/** Of the alarm and of the notification; the call's id follows. */
const prefix = 'call-back:';
const maxReminders = 200;

const isOfReminder = (id: string) => id.startsWith(prefix);
const callIdOf = (id: string) => id.slice(prefix.length);

async function readReminders(): Promise<Reminder[]> {
  const { [storageKey]: stored } = await browser.storage.local.get(storageKey);
  return z.safeParse(z.array(reminderSchema), stored).data ?? [];
}

const saveReminders = (reminders: Reminder[]) => browser.storage.local.set({ [storageKey]: reminders.slice(-maxReminders) });

/** One reminder for a call: it replaces an earlier one. */
export async function setReminder(reminder: Reminder): Promise<void> {
  const others = (await readReminders()).filter(({ callId }) => callId !== reminder.callId);
  await saveReminders([...others, reminder]);
  await browser.alarms.create(prefix + reminder.callId, { when: reminder.at });
}

export async function removeReminder(callId: string): Promise<void> {
  const reminders = await readReminders();
  if (!reminders.some((reminder) => reminder.callId === callId)) return;
  await saveReminders(reminders.filter((reminder) => reminder.callId !== callId));
  await browser.alarms.clear(prefix + callId);
  await chrome.notifications.clear(prefix + callId);
}

/** For a browser that leaves its backend. */
export async function removeAllReminders(): Promise<void> {
  for (const { callId } of await readReminders()) await removeReminder(callId);
}

/** After the start of the browser: reminders whose time has passed meanwhile are shown at once. */
export async function restoreReminders(now: number): Promise<void> {
  for (const reminder of await readReminders()) {
    if (reminder.at <= now) await showReminder(reminder);
    else await browser.alarms.create(prefix + reminder.callId, { when: reminder.at });
  }
}

export async function onReminderAlarm(name: string): Promise<void> {
  const reminder = await findReminder(name);
  if (reminder) await showReminder(reminder);
}

/** The notification stays until the person acts on it, and the reminder with it. */
async function showReminder({ callId, number, name }: Reminder): Promise<void> {
  const say = await textsNow();
  await chrome.notifications.create(prefix + callId, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/ready-128.png'),
    title: say('callBackNow', { who: name ?? showNumber(number) }),
    message: name ? showNumber(number) : say('callBackYouAsked'),
    buttons: [{ title: say('call') }],
    priority: 2,
    requireInteraction: true,
  });
}

/** Call: the dial pad opens with the number, and one more press calls. */
export async function onReminderPressed(id: string): Promise<void> {
  const reminder = await findReminder(id);
  if (!reminder) return;
  await removeReminder(reminder.callId);
  await draftNumber(undefined, reminder.number);
  await openDialPad();
}

export async function onReminderClosed(id: string, byPerson: boolean): Promise<void> {
  if (byPerson && isOfReminder(id)) await removeReminder(callIdOf(id));
}

async function findReminder(id: string): Promise<Reminder | undefined> {
  return isOfReminder(id) ? (await readReminders()).find(({ callId }) => callId === callIdOf(id)) : undefined;
}
