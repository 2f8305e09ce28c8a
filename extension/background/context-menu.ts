/** The context menu "Call …": puts the selected text into the dial pad, which shows the number before the call. */
import browser from '../browser.ts';
import { changeAppState } from '../state/app-state-store.ts';
import { hostOf } from './page/sender-host.ts';
import { openDialPad } from './toolbar/open-dial-pad.ts';

const id = 'call-selection';
const maxDraftLength = 60;

export async function addContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id, contexts: ['selection'], title: browser.i18n.getMessage('menuCallSelection', '%s') });
}

export async function onContextMenuClicked(info: browser.Menus.OnClickData): Promise<void> {
  if (info.menuItemId !== id) return;
  const written = (info.selectionText ?? '').trim().slice(0, maxDraftLength);
  const host = hostOf({ url: info.frameUrl ?? info.pageUrl });
  await changeAppState((appState) => ({ ...appState, draft: { written, ...(host ? { host } : {}) } }));
  await openDialPad();
}
