/** Opens the newcomer's Chromium: the first steps, the demo CRM and the simulated phones, Hatif paired, the microphone allowed. */
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findChromium } from './chromium.ts';
import type { LocalProduct, Ready } from '../product/local-product.ts';
import { pairOnWelcomePage } from './pair-browser.ts';

export type HeadedBrowser = {
  /** True when Chromium's fake microphone replaces one that this machine lacks. */
  fakeMicrophone: boolean;
  /** Resolves when the person closes the browser. */
  closed: Promise<void>;
  close(): Promise<void>;
};

/** @param dir the profile is kept in it from one start to the next. */
export async function openHeadedBrowser(product: LocalProduct, dir: string): Promise<HeadedBrowser> {
  const { ready } = product;
  let context = await launch(dir, ready, []);
  const fakeMicrophone = !(await hasMicrophone(context, ready));
  if (fakeMicrophone) {
    await context.close();
    context = await launch(dir, ready, ['--use-fake-device-for-media-stream']);
  }
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  await allowMicrophone(context, [origin, new URL(ready.controlUrl).origin]);
  await pair(context, origin, product);
  await openTabs(context, ready);
  // Chrome opened it because the extension is new here; its steps are done.
  for (const page of context.pages()) if (page.url().startsWith(origin)) await page.close();
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  return { fakeMicrophone, closed, close: () => context.close().catch(() => undefined) };
}

function launch(dir: string, ready: Ready, more: string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(dir, 'profile'), {
    executablePath: findChromium(),
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    // A person works in it: no banner about automation.
    ignoreDefaultArgs: ['--enable-automation'],
    // `--test-type`: without it Chrome warns of the switches that lead to the local Twilio.
    args: ['--test-type', '--start-maximized', '--hide-crash-restore-bubble', ...ready.chromiumArgs, ...more],
    // `npm start` handles Ctrl-C and closes the browser in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

async function hasMicrophone(context: BrowserContext, { controlUrl }: Ready): Promise<boolean> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(controlUrl);
  return page.evaluate(async () => (await navigator.mediaDevices.enumerateDevices()).some(({ kind }) => kind === 'audioinput'));
}

/** Playwright's own `grantPermissions` refuses an extension's origin. */
async function allowMicrophone(context: BrowserContext, origins: string[]): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  for (const origin of origins)
    await session?.send('Browser.setPermission', { permission: { name: 'microphone' }, setting: 'granted', origin });
}

/** Through the product's own welcome page; a profile that is paired with this backend already stays so. */
async function pair(context: BrowserContext, origin: string, product: LocalProduct): Promise<void> {
  const address = `${origin}/extension/welcome/welcome.html`;
  const page = context.pages().find((open) => open.url().startsWith(address)) ?? (await context.newPage());
  await page.goto(address);
  if (!(await isPaired(context, product.ready.workerUrl))) {
    await pairOnWelcomePage(page, product.ready.pairingLink);
    await until(() => isPaired(context, product.ready.workerUrl));
  }
  await page.close();
}

async function isPaired(context: BrowserContext, workerUrl: string): Promise<boolean> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const kept: { pairing?: { backendUrl: string; session: string } } = await worker.evaluate(() => chrome.storage.local.get('pairing'));
  const { backendUrl, session } = kept.pairing ?? {};
  if (backendUrl !== workerUrl || !session) return false;
  return (await fetch(`${workerUrl}/api/agent`, { headers: { authorization: `Bearer ${session}` } })).ok;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('The extension could not be paired: see the message on its welcome page.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The first steps in front; the CRM and the simulated phones behind. */
async function openTabs(context: BrowserContext, { crmUrl, controlUrl }: Ready): Promise<void> {
  const [first] = context.pages();
  const guide = first ?? (await context.newPage());
  await guide.goto(`${controlUrl}/guide.html`);
  for (const url of [crmUrl, controlUrl]) await (await context.newPage()).goto(url);
  await guide.bringToFront();
}
