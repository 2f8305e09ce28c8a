/** Tells Chrome's alarms apart by name. */
import { onReminderAlarm } from './calls/reminders.ts';
import { engineAlarm, watchEngine } from './line/engine.ts';
import { callMinuteAlarm, redrawToolbar } from './toolbar/toolbar.ts';

const handlers = new Map([
  [engineAlarm, watchEngine],
  [callMinuteAlarm, redrawToolbar],
]);

export async function onAlarm({ name }: { name: string }): Promise<void> {
  await (handlers.get(name)?.() ?? onReminderAlarm(name));
}
