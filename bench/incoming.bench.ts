/** From the invitation on the socket to the card in sight, against a line that is made only then; then many calls in a row. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { launchBrowser, microphoneHz } from '../e2e/harness/browser.ts';
import { isTone, controlClient } from '../e2e/harness/control.ts';
import { driveHatif, type Hatif } from '../e2e/harness/hatif.ts';
import { receiveCall, customer, customerHz, sendCommand } from '../e2e/harness/incoming.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { root } from '../scripts/tools/root.ts';
import { startStaticServer } from '../scripts/tools/static-server.ts';
import { cardSeenAt, invitedAt } from './card-in-sight.ts';

const rounds = Number(process.env['ROUNDS'] ?? 30);
const callsInARow = Number(process.env['CALLS'] ?? 100);
const timeoutMs = 10_000;
/** Fixed by the key in the manifest. */
const hatifId = 'ckicldgndiodjfmmefoojalkdheggfpi';

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir: path.join(dir, 'product') });
const pages = await startStaticServer({ dir: path.join(root, 'e2e/pages') });
const cold = writeColdExtension(path.join(dir, 'cold'), product.ready.workerUrl);
const chromiumArgs = product.ready.chromiumArgs.map((arg) =>
  /^--(load-extension|disable-extensions-except)=/.test(arg) ? `${arg},${cold}` : arg,
);
const browser = await launchBrowser({ chromiumArgs }, { language: 'en', colorScheme: 'light', microphone: 'fake' });
try {
  const control = controlClient(product.ready.controlUrl);
  const hatif = await driveHatif(browser.context, product, hatifId);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const remote = await hatif.open('popup');
  await measureRinging(hatif, browser.context, remote);
  await callInARow(hatif, remote);

  async function measureRinging(agent: Hatif, context: BrowserContext, view: Page): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${pages.url}/plain.html`);
    await page.bringToFront();
    const [warm, opened]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const seen = cardSeenAt(page, timeoutMs);
      const { callId } = await receiveCall(control, agent);
      warm.push((await seen) - invitedAt());
      // The card of a missed call would stay.
      await sendCommand(view, { command: 'decline', callId });
      await control.phone(customer).hangUpAndWait();
      await until(async () => (await agent.appState()).incoming.length === 0, 'the ringing stops');
      await until(async () => page.frames().length === 1, 'the card is gone');
      opened.push(await openCold(context));
      await page.bringToFront();
    }
    await page.close();
    report('Hatif: invitation on the socket → card in sight', warm);
    report('cold: event in the worker → Answer in sight', opened);
    console.log(`p95 ${(percentile(opened, 95) / percentile(warm, 95)).toFixed(1)} times as quick`);
  }

  /** In and out by turns; a call counts when both sides heard each other. */
  async function callInARow(agent: Hatif, page: Page): Promise<void> {
    let heard = 0;
    for (let call = 0; call < callsInARow; call += 1) {
      try {
        if (call % 2 === 0) {
          const { callId } = await receiveCall(control, agent);
          await sendCommand(page, { command: 'answer', callId });
        } else {
          await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
          await sendCommand(page, { command: 'dial', number: customer });
        }
        await until(async () => isTone(await control.phone(customer).state(), microphoneHz), 'the customer hears');
        await until(async () => isTone(await agent.heardAudio(), customerHz), 'the agent hears');
        heard += 1;
      } catch (error) {
        console.log(`call ${call + 1} (${call % 2 === 0 ? 'in' : 'out'}): ${String(error)}`);
      }
      await control
        .phone(customer)
        .hangUp()
        .catch(() => undefined);
      await until(async () => {
        const { call: last, incoming } = await agent.appState();
        return incoming.length === 0 && last?.phase.is !== 'connected';
      }, 'the call ends').catch((error: unknown) => console.log(String(error)));
    }
    console.log(`${callsInARow} calls in a row, in and out by turns: ${heard} answered and heard on both sides`);
  }
} finally {
  await browser.close();
  await pages.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * The way of Twilio's own sample for extensions, with nothing ready beforehand: at the event its worker makes the hidden page,
 * which loads the SDK, fetches a token and makes a Device. What shows the call there is a popup that the person has to open;
 * here a window opens by itself.
 */
function writeColdExtension(folder: string, backendUrl: string): string {
  mkdirSync(folder);
  const manifest = {
    manifest_version: 3,
    name: 'Cold',
    version: '1',
    permissions: ['offscreen'],
    host_permissions: [`${backendUrl}/*`],
    background: { service_worker: 'worker.js' },
  };
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'worker.js': `self.ring = async () => {
      const ready = new Promise((resolve) => chrome.runtime.onMessage.addListener(resolve));
      await chrome.offscreen.createDocument({ url: 'line.html', reasons: ['WEB_RTC', 'USER_MEDIA'], justification: 'calls' });
      await ready;
      await chrome.windows.create({ type: 'popup', url: 'call.html', width: 400, height: 320 });
    };`,
    'line.html': '<!doctype html><script src="twilio.js"></script><script src="line.js"></script>',
    'line.js': `addEventListener('load', async () => {
      await (await fetch('${backendUrl}/api/health')).json();
      new Twilio.Device('token');
      chrome.runtime.sendMessage('ready');
    });`,
    'call.html': '<!doctype html><body><script src="call.js"></script>',
    'call.js': `document.body.append(Object.assign(document.createElement('button'), { textContent: 'Answer' }));
      requestAnimationFrame(() => { globalThis.shownAt = Date.now(); });`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  copyFileSync(path.join(root, 'node_modules/@twilio/voice-sdk/dist/twilio.min.js'), path.join(folder, 'twilio.js'));
  return folder;
}

/** Milliseconds from the event in its worker until Answer was drawn. */
async function openCold(context: BrowserContext): Promise<number> {
  const worker = context.serviceWorkers().find((one) => one.url().endsWith('/worker.js'));
  if (!worker) throw new Error('the cold extension has no worker');
  const opening = context.waitForEvent('page');
  const from = Date.now();
  await worker.evaluate(() => (self as unknown as { ring(): Promise<unknown> }).ring());
  const page = await opening;
  const shown = await page.waitForFunction(() => (globalThis as unknown as { shownAt?: number }).shownAt);
  const at = (await shown.jsonValue()) as number;
  await page.close();
  await worker.evaluate(() => chrome.offscreen.closeDocument());
  return at - from;
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await delay(50);
  }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((part / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function report(what: string, values: readonly number[]): void {
  console.log(`${what}: p50 ${percentile(values, 50)} ms, p95 ${percentile(values, 95)} ms, ${values.length} times`);
}
