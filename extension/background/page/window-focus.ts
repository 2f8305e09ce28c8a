/** Which window has the focus, and since when: a press on a card that another window has just uncovered was not meant for it. */
import browser from '../../browser.ts';
import type { Sender } from '../../protocol/transport.ts';

const key = 'windowFocusedAt';
const minFocusedMs = 500;

/** The focus moved to another window, or away from the browser. */
export async function onWindowFocused(): Promise<void> {
  await browser.storage.session.set({ [key]: Date.now() });
}

/** For a card over a page: whether its window has had the focus for half a second. No page covers another view: true. */
export async function isWindowSettled({ tab, frameId }: Sender): Promise<boolean> {
  if (tab?.windowId === undefined || !frameId) return true;
  const [{ focused }, { [key]: at }] = await Promise.all([
    browser.windows.get(tab.windowId),
    browser.storage.session.get(key) as Promise<Record<string, number>>,
  ]);
  return focused && Date.now() - (at ?? 0) >= minFocusedMs;
}
