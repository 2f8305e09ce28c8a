import { expect, test, vi } from 'vitest';

const watchEngine = vi.fn();
const redrawToolbar = vi.fn();
vi.mock('./line/engine.ts', () => ({ engineAlarm: 'watch-engine', watchEngine }));
vi.mock('./calls/reminders.ts', () => ({ onReminderAlarm: vi.fn() }));
vi.mock('./toolbar/toolbar.ts', () => ({ callMinuteAlarm: 'call-minute', redrawToolbar }));
const { onAlarm } = await import('./alarms.ts');

test('each alarm runs its own handler alone', async () => {
  await onAlarm({ name: 'watch-engine' });
  expect([watchEngine.mock.calls.length, redrawToolbar.mock.calls.length]).toEqual([1, 0]);
  await onAlarm({ name: 'call-minute' });
  expect([watchEngine.mock.calls.length, redrawToolbar.mock.calls.length]).toEqual([1, 1]);
  await onAlarm({ name: 'unknown' });
  expect([watchEngine.mock.calls.length, redrawToolbar.mock.calls.length]).toEqual([1, 1]);
});
