/** The window of a ringing call, for the time when no web page in front can show its card. The window closes itself. */
import browser from '../../browser.ts';
import { reaches } from '../../protocol/transport.ts';

const key = 'incomingWindow';
/** Initial size; the page in the window adjusts the height to its content. */
const size = { width: 420, height: 480 };

/** Whether the focused window shows a page with our content script. */
export async function webPageInFront(): Promise<boolean> {
  const front = await chrome.windows.getLastFocused({ windowTypes: ['normal'] }).catch(() => null);
  if (!front?.focused || front.state === 'minimized') return false;
  const [tab] = await browser.tabs.query({ active: true, ...(front.id === undefined ? {} : { windowId: front.id }) });
  return tab?.id !== undefined && (await reaches(tab.id));
}

/** Opens the window, or raises the open one. @param asked a person asked for the window: it may take the focus. */
export async function openIncomingWindow({ asked }: { asked: boolean }): Promise<void> {
  const open = await openWindow();
  if (open !== undefined) {
    await browser.windows.update(open, asked ? { focused: true } : { drawAttention: true });
    return;
  }
  const { id } = await browser.windows.create({
    type: 'popup',
    url: browser.runtime.getURL('extension/incoming/incoming.html'),
    focused: asked,
    ...size,
  });
  await browser.storage.session.set({ [key]: id });
}

/** The window's id, while the window is open. */
async function openWindow(): Promise<number | undefined> {
  const { [key]: id } = (await browser.storage.session.get(key)) as { [key]?: number };
  if (id === undefined) return undefined;
  const found = await browser.windows.get(id).catch(() => null);
  return found?.id;
}
