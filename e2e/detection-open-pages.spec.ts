/** Pages that were open before the installation: marked without a reload, and by one script only. */
// Playwright reads a fixture's needs from its first parameter, so one without needs has an empty pattern.
/* oxlint-disable no-empty-pattern */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { cardHosts, cardOn, expect, expectMarks, listenIn, middleOf, test as base } from './detection-harness.ts';
import { launchBrowser } from './harness/browser.ts';

/** Of the frame, before the card has reported its height. */
const initialHeight = 200;
const written = ['+966 55 501 0142', '+966 55 501 0143'] as const;

const test = base.extend<{ bare: BrowserContext; install: () => Promise<void> }>({
  /** A browser without any extension. */
  bare: async ({}, use) => {
    const browser = await launchBrowser(
      { chromiumArgs: ['--enable-unsafe-extension-debugging'] },
      { language: 'en', colorScheme: 'light', microphone: 'none', developerMode: true },
    );
    await use(browser.context);
    await browser.close();
  },
  install: async ({ bare }, use) => {
    const devtools = await bare.browser()!.newBrowserCDPSession();
    await use(async () => void (await devtools.send('Extensions.loadUnpacked', { path: extensionDir })));
  },
});

const styleOfMarks = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement, '::highlight(hatif-number)').textDecorationStyle);

/** Runs in the page: collects every highlight that is registered under our name from now on. */
function watchPaint(): void {
  const painted = new Set<Highlight | undefined>();
  Reflect.set(globalThis, 'painted', painted);
  setInterval(() => painted.add(CSS.highlights.get('hatif-number')), 1);
}

test('installed: numbers are marked in every frame of the open pages', async ({ bare, install, site }) => {
  const page = await bare.newPage();
  const inner = site.add(`<!doctype html><p>${written[1]}</p>`);
  await page.goto(site.add(`<!doctype html><p>${written[0]}</p><iframe src="${inner}"></iframe>`));
  const [, frame] = page.frames() as [Frame, Frame];
  await frame.getByText(written[1]).waitFor();
  await install();
  await expectMarks(page, [written[0]]);
  await expectMarks(frame, [written[1]]);
  expect(await styleOfMarks(page)).toBe('dotted');
  const { x, y } = await middleOf(page, written[0]);
  await page.mouse.click(x, y);
  await expect.poll(() => cardHosts(page)).toBe(1);
});

test('updated: the old scripts stop and close their card, and only the new ones act on the page', async ({ bare, install, site }) => {
  await install();
  const worker = bare.serviceWorkers()[0] ?? (await bare.waitForEvent('serviceworker'));
  const page = await bare.newPage();
  await page.goto(site.add(`<!doctype html><p>${written[0]}</p><p id="more"></p>`));
  await expectMarks(page, [written[0]]);
  const { x, y } = await middleOf(page, written[0]);
  await page.mouse.click(x, y);
  // Sized by its own page, to anything but the initial height: a card that draws nothing closes by itself.
  const card = await cardOn(page);
  await expect.poll(() => card.evaluate(() => innerHeight)).not.toBe(initialHeight);
  expect(await cardHosts(page)).toBe(1);
  const next = bare.waitForEvent('serviceworker');
  // The worker stops before it can answer.
  await worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  const heard = await listenIn(await next);
  await expect.poll(() => cardHosts(page), { message: 'the old card' }).toBe(0);
  await page.evaluate((text) => (document.querySelector('#more')!.textContent = text), written[1]);
  await expectMarks(page, [...written]);
  await page.mouse.click(x, y);
  await expect.poll(() => heard.times('openCard')).toBe(1);
  await expect.poll(() => cardHosts(page)).toBe(1);
  // The old scripts never register their highlight again while the page changes.
  await page.evaluate(watchPaint);
  for (const text of ['gone', written[1], 'gone']) {
    await page.evaluate((now) => (document.querySelector('#more')!.textContent = now), text);
    await expectMarks(page, text === 'gone' ? [written[0]] : [...written]);
  }
  expect(await page.evaluate(() => (Reflect.get(globalThis, 'painted') as Set<Highlight>).size)).toBe(1);
});

test('a second content script in a frame does nothing', async ({ page, site, worker, cards }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add(`<!doctype html><p>${written[0]}</p>`));
  await expectMarks(page, [written[0]]);
  expect(await heard.times('pageSettings')).toBe(1);
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [ours] = chrome.runtime.getManifest().content_scripts ?? [];
    await chrome.scripting.executeScript({ target: { tabId: tab!.id!, allFrames: true }, files: ours!.js! });
  });
  const { x, y } = await middleOf(page, written[0]);
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  expect(await heard.times('pageSettings')).toBe(1);
});
