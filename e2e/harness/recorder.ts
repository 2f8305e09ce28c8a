/** Records sounds, app states and notifications, which a test would miss by looking once. */
import type { Page } from '@playwright/test';
import type { AppState } from '../../extension/state/app-state.ts';
import type { Hatif } from './hatif.ts';
import { pollOften } from './poll-often.ts';

/** Starts recording the sounds of the offscreen page; resolves with a function that reads them: addresses of files, or `tone`. */
export async function recordSounds({ devtools }: Hatif): Promise<() => Promise<string[]>> {
  await devtools.evaluateOffscreen(`{
    globalThis.playedSounds = [];
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      // The audio of a call is a stream, and has no address.
      if (this.src) playedSounds.push(this.src);
      return play.call(this);
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...args) {
      playedSounds.push('tone');
      return start.apply(this, args);
    };
  }`);
  return async () => (await devtools.evaluateOffscreen<string[]>('playedSounds')) ?? [];
}

/** Starts recording every app state that is stored; resolves with a function that reads them. `page` is one of the extension. */
export async function recordAppStates(page: Page): Promise<() => Promise<AppState[]>> {
  await page.evaluate(() => {
    const states: unknown[] = [];
    Reflect.set(globalThis, 'recordedStates', states);
    chrome.storage.session.onChanged.addListener(({ board }) => void (board && states.push(board.newValue)));
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'recordedStates') as AppState[]);
}

/** Starts recording the buttons of notifications, which no Chrome API reads back; resolves with a function that presses one by its label. */
export async function recordNotifications(hatif: Hatif): Promise<(id: string, label: string) => Promise<void>> {
  const worker = await hatif.serviceWorker();
  await worker.evaluate(() => {
    const shown: Record<string, string[]> = {};
    Reflect.set(globalThis, 'notificationButtons', shown);
    for (const name of ['create', 'update'] as const) {
      const original = chrome.notifications[name] as (id: string, options: chrome.notifications.NotificationOptions) => unknown;
      Reflect.set(chrome.notifications, name, (id: string, options: chrome.notifications.NotificationOptions) => {
        shown[id] = options.buttons?.map(({ title }) => title) ?? [];
        return original(id, options);
      });
    }
  });
  return async (id, label) => {
    const labels = () =>
      worker.evaluate((of) => (Reflect.get(globalThis, 'notificationButtons') as Record<string, string[]>)[of] ?? [], id);
    await pollOften(labels, `the notification has the button ${label}`).toContain(label);
    const button = (await labels()).indexOf(label);
    // Headless Chromium draws no notification, so its event is dispatched.
    await worker.evaluate(
      ([of, at]) => (chrome.notifications.onButtonClicked as unknown as { dispatch(id: string, button: number): void }).dispatch(of, at),
      [id, button] as const,
    );
  };
}
