/** What hostile pages cost: the search of expensive texts against plain text, and a call on screen while a page floods. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { type Control, controlClient } from '../e2e/harness/control.ts';
import { type Flood, floods, startFlood } from '../e2e/harness/flood.ts';
import { driveHatif, type Hatif } from '../e2e/harness/hatif.ts';
import { customer, sendCommand } from '../e2e/harness/incoming.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { root } from '../scripts/tools/root.ts';
import { startStaticServer } from '../scripts/tools/static-server.ts';
import { cardSeenAt, invitedAt } from './card-in-sight.ts';
import { expensiveTexts, msPerKB, plainText, repeatUnit, searchExpensiveTexts } from './expensive-texts.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 10);
const searchSeconds = Number(process.env['HATIF_SEARCH_SECONDS'] ?? 20);
const seed = Number(process.env['HATIF_SEED'] ?? Date.now() % 1_000_000);
const maxMsPerKB = 5;
const timeoutMs = 60_000;

measureTexts();
await measureCalls();

function measureTexts(): void {
  const plain = msPerKB(repeatUnit(plainText), plainText);
  console.log(`processor time for 1 KB of plain text: ${plain.toFixed(2)} ms`);
  for (const text of expensiveTexts) print(text.unit, msPerKB(repeatUnit(text), text));
  console.log(`the most expensive that a search of ${searchSeconds} s finds (HATIF_SEED=${seed}):`);
  for (const text of searchExpensiveTexts(searchSeconds, seed).slice(0, 5)) print(text.unit, text.cost, `${text.region} ${text.hint}`);

  function print(unit: string, ms: number, home = ''): void {
    const ratio = (ms / plain).toFixed(1).padStart(5);
    console.log(
      `  ${ms.toFixed(2).padStart(6)} ms  ${ratio} x  ${JSON.stringify(unit.slice(0, 60))} ${home}${ms > maxMsPerKB ? '  TOO MUCH' : ''}`,
    );
  }
}

/** A quiet and a flooding page by turns would share the flood's end: each has its own browser tab for all its rounds. */
async function measureCalls(): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
  const product = await startLocalProduct({ dir: path.join(dir, 'product') });
  const pages = await startStaticServer({ dir: path.join(root, 'e2e/pages') });
  const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
  try {
    const control = controlClient(product.ready.controlUrl);
    const hatif = await driveHatif(browser.context, product);
    await hatif.allowMicrophone();
    await hatif.pairUntilReady();
    const views = { remote: await hatif.open('popup'), front: await browser.context.newPage() };
    await views.front.goto(`${pages.url}/plain.html`);
    const quiet = await timesOfCalls(control, hatif, views);
    report('no page floods', quiet, quiet);
    for (const [name, flood] of Object.entries(floods)) {
      const hostile = await openFlood(browser.context, pages.url, flood);
      report(`a page floods with ${name}`, await timesOfCalls(control, hatif, views), quiet);
      await hostile.close();
    }
  } finally {
    await browser.close();
    await pages.close();
    await product.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function openFlood(context: BrowserContext, url: string, flood: Flood): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/plain.html`);
  await startFlood(page, flood);
  // The content script reads the page a fifth of a second after a change.
  await delay(500);
  return page;
}

type Views = { remote: Page; front: Page };

/** Milliseconds from the invitation on the socket to the card in sight of the page in front. */
async function timesOfCalls(control: Control, hatif: Hatif, { remote, front: page }: Views): Promise<number[]> {
  await page.bringToFront();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const seen = cardSeenAt(page, timeoutMs);
    await control.inbound(customer);
    times.push((await seen) - invitedAt());
    // The card of a missed call would stay.
    for (const { callId } of (await hatif.appState()).incoming) await sendCommand(remote, { command: 'decline', callId });
    await control.phone(customer).hangUpAndWait();
    while ((await hatif.appState()).incoming.length > 0 || page.frames().length > 1) await delay(50);
  }
  return times;
}

function report(what: string, times: number[], quiet: number[]): void {
  const shown = [0.5, 0.95].map((share) => {
    const ms = quantile(times, share);
    return `p${share * 100} ${ms} ms (${(ms / quantile(quiet, share)).toFixed(1)} x)`;
  });
  console.log(`a call on screen, ${what}: ${shown.join(', ')}, ${times.length} calls`);
}
