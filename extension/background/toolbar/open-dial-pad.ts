/** Opens the dial pad in a place that belongs to the browser: no page can cover it. */
import browser from '../../browser.ts';

/** The toolbar popup; where Chrome will not open it, a small window that shows the same. */
export async function openDialPad(): Promise<void> {
  await chrome.action
    .openPopup()
    .catch(() =>
      browser.windows.create({ type: 'popup', url: browser.runtime.getURL('extension/popup/popup.html?panel'), width: 376, height: 640 }),
    );
}
