/** Runs when the browser starts, and when the extension is installed or updated. */
import browser from '../browser.ts';
import { restoreReminders } from './calls/reminders.ts';
import { ensureEngine } from './line/engine.ts';
import { refreshMissed } from './incoming/missed-count.ts';
import { refreshAgent } from './line/agent.ts';
import { readPairing } from '../state/settings-store.ts';
import { redrawToolbar } from './toolbar/toolbar.ts';

export async function onStartup({ firstTime }: { firstTime: boolean }): Promise<void> {
  await restoreReminders(Date.now());
  const pairing = await readPairing();
  if (pairing) {
    await refreshAgent(pairing);
    await ensureEngine();
    await refreshMissed();
  } else if (firstTime) {
    await browser.tabs.create({ url: browser.runtime.getURL('extension/welcome/welcome.html') });
  }
  await redrawToolbar();
}
