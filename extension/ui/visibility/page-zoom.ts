/** The zoom of the tab: it divides coordinates in the frame, and leaves those of the screen as they are. */
import browser from '../../browser.ts';
import { ownTabId } from '../app/own-tab.ts';

let zoom = 1;

export const pageZoom = () => zoom;

/** Asks Chrome now and after each change. A frame learns of a change by its number of device pixels alone. */
export function followPageZoom(): void {
  void readZoom();
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', followPageZoom, { once: true });
}

async function readZoom(): Promise<void> {
  const tabId = await ownTabId();
  if (tabId !== null) zoom = await browser.tabs.getZoom(tabId);
}
