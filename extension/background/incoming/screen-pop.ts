/** Screen pop: opens the caller in another system, in an open tab of that system where there is one. */
import browser from '../../browser.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { popUrl } from './screen-pop-url.ts';
import { readSettings } from '../../state/settings-store.ts';

/** @param number E.164; nothing is opened for a caller without one. */
export async function popScreen(number: string | null): Promise<void> {
  const { screenPop } = await readSettings();
  const url = number === null ? null : popUrl(screenPop.url || ((await readAppState()).agent?.screenPopUrl ?? ''), number);
  if (!url) return;
  const tab = await tabOf(new URL(url).origin);
  if (tab?.id === undefined) {
    await browser.tabs.create({ url, active: true });
    return;
  }
  await browser.tabs.update(tab.id, { url, active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

async function tabOf(origin: string): Promise<browser.Tabs.Tab | undefined> {
  const tabs = await browser.tabs.query({});
  return tabs.find(({ url }) => url !== undefined && URL.canParse(url) && new URL(url).origin === origin);
}
