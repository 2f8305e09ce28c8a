/** "Call …" on selected text: puts it into the dial pad, where the person sees how it reads before it is called. */
import browser from 'webextension-polyfill';
import { changeBoard } from '../board.ts';

const id = 'call-selection';
const longestDraft = 60;

export async function addContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id, contexts: ['selection'], title: browser.i18n.getMessage('menuCallSelection', '%s') });
}

export async function contextMenuClicked(info: browser.Menus.OnClickData): Promise<void> {
  if (info.menuItemId !== id) return;
  const draft = (info.selectionText ?? '').trim().slice(0, longestDraft);
  await changeBoard((board) => ({ ...board, draft }));
  await openDialer();
}

/** The popup belongs to the browser: no page can cover it. Where Chrome will not open it, a small window shows the same. */
async function openDialer(): Promise<void> {
  await chrome.action
    .openPopup()
    .catch(() =>
      browser.windows.create({ type: 'popup', url: browser.runtime.getURL('extension/popup/popup.html?panel'), width: 376, height: 640 }),
    );
}
