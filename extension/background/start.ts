/** What happens when the browser or the extension starts. */
import browser from 'webextension-polyfill';
import { ensureEngine } from './engine.ts';
import { refreshMissed } from './missed.ts';
import { refreshAgent } from './pairing.ts';
import { readPairing } from '../settings.ts';
import { boardMoved } from './toolbar.ts';

export async function start({ firstTime }: { firstTime: boolean }): Promise<void> {
  const pairing = await readPairing();
  if (pairing) {
    await refreshAgent(pairing);
    await ensureEngine();
    await refreshMissed();
  } else if (firstTime) {
    await browser.tabs.create({ url: browser.runtime.getURL('extension/welcome/welcome.html') });
  }
  await boardMoved();
}
