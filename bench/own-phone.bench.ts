/** Calls through the agent's own phone: from the click to its ringing, and from a webhook to the screen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { controlClient } from '../e2e/harness/control.ts';
import { driveHatif } from '../e2e/harness/hatif.ts';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { quantile } from './quantile.ts';

const calls = 15;
const number = '+966555010142';
/** Twilio starts one call a second for an account; the wait in that queue is not measured. */
const betweenCallsMs = 1100;

type Webhook = { at: string; url: string; parameters: Record<string, string> };
/** Texts of the screen, each with the webhook that causes it. */
const tells: Record<string, (webhook: Webhook) => boolean> = {
  'Press 1 on your phone': ({ url, parameters }) =>
    url.includes('/twiml/own-phone?') || (parameters['CallStatus'] === 'in-progress' && url.includes('/status?')),
  'Ringing them': ({ url }) => url.includes('/twiml/own-phone-pressed?'),
  'In call': ({ parameters }) => parameters['CallStatus'] === 'in-progress' && parameters['ParentCallSid'] !== undefined,
};

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
try {
  const hatif = await driveHatif(browser.context, product);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const control = controlClient(product.ready.controlUrl);
  const own = control.phone(demoAgent.phone);
  await own.behave({ answer: 'yes', afterMs: 300, digits: '1' });
  await control.phone(number).behave({ answer: 'yes', afterMs: 500 });
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await noteWords(popup);

  const times: Record<'click to ringing' | 'webhook to screen', number[]> = { 'click to ringing': [], 'webhook to screen': [] };
  // The first is a rehearsal.
  for (let call = 0; call <= calls; call++) {
    await delay(betweenCallsMs);
    const began = Date.now();
    await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
    const clickedAt = clickTime(popup);
    await popup.getByRole('button', { name: 'Call', exact: true }).click();
    await popup.getByRole('button', { name: 'Hang up' }).click();
    await own.waitFor('idle');
    const words = (await seenWords(popup)).filter(({ at }) => at >= began);
    const webhooks = ((await control.state())['webhooks'] as Webhook[]).filter(({ at }) => Date.parse(at) >= began);
    if (call > 0) {
      times['click to ringing'].push(ringingAt(webhooks) - (await clickedAt));
      for (const [word, isToldBy] of Object.entries(tells)) {
        const seenAt = words.find((seen) => seen.word === word)?.at ?? Number.NaN;
        times['webhook to screen'].push(seenAt - Math.min(...webhooks.filter(isToldBy).map(({ at }) => Date.parse(at))));
      }
    }
    await popup.getByRole('button', { name: 'Dial another number' }).click();
  }
  for (const [name, values] of Object.entries(times)) {
    const [p50, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
    console.log(`${name.padEnd(18)} p50 ${p50.toFixed(0)} ms  p95 ${p95.toFixed(0)} ms  (${values.length} measured)`);
  }
} finally {
  await browser.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** The callback that the own phone rings is sent at the moment it does. */
function ringingAt(webhooks: Webhook[]): number {
  const rang = webhooks.find(({ parameters }) => parameters['CallStatus'] === 'ringing' && parameters['ParentCallSid'] === undefined);
  return rang ? Date.parse(rang.at) : Number.NaN;
}

function clickTime(page: Page): Promise<number> {
  return page.evaluate(
    () => new Promise<number>((resolve) => addEventListener('click', () => resolve(Date.now()), { capture: true, once: true })),
  );
}

/** Has the page record the times at which its header changes. */
async function noteWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: { word: string; at: number }[] = [];
    Object.assign(globalThis, { seen });
    const note = () => {
      const word = document.querySelector('header b')?.textContent ?? '';
      if (word !== seen.at(-1)?.word) seen.push({ word, at: Date.now() });
    };
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

function seenWords(page: Page): Promise<{ word: string; at: number }[]> {
  return page.evaluate(() => (globalThis as unknown as { seen: { word: string; at: number }[] }).seen);
}
