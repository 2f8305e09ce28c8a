/** The small window of a ringing call, for when no web page is in front to carry its card. It closes itself. */
import browser from '../../browser.ts';
import { reaches } from '../../protocol/transport.ts';

const key = 'incomingWindow';
/** Its page makes it as tall as what it shows. */
const size = { width: 420, height: 480 };

/** Whether the person looks at a page of this browser that our content script stands in. */
export async function webPageInFront(): Promise<boolean> {
  const front = await chrome.windows.getLastFocused({ windowTypes: ['normal'] }).catch(() => null);
  if (!front?.focused || front.state === 'minimized') return false;
  const [tab] = await browser.tabs.query({ active: true, ...(front.id === undefined ? {} : { windowId: front.id }) });
  return tab?.id !== undefined && (await reaches(tab.id));
}

/** Opens it, or brings the open one to the front. Unless a person `asked` for it, it leaves the keyboard where it is. */
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

/** Its id, while it is open. */
async function openWindow(): Promise<number | undefined> {
  const { [key]: id } = (await browser.storage.session.get(key)) as { [key]?: number };
  if (id === undefined) return undefined;
  const found = await browser.windows.get(id).catch(() => null);
  return found?.id;
}
