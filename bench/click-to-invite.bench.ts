/**
 * From the click on Call to the invite at Twilio, and from the click on a number to the card in sight: Hatif's warm line
 * against an extension that starts cold for each. Near, and with the servers 40 ms away (one way). A hand comes to the button,
 * rests, and presses for 80 ms; a click at once has neither way nor press. The time runs from the release.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator, Page } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { controlClient, type Phone } from '../e2e/harness/control.ts';
import { delay, handIsAt, middleOf, moveHand, pressHere } from '../e2e/harness/hand.ts';
import { driveHatif, type Hatif } from '../e2e/harness/hatif.ts';
import { type LocalProduct, startLocalProduct } from '../scripts/product/local-product.ts';
import { cardInSightAt } from './card-in-sight.ts';
import { buildColdExtension, openColdPage } from './cold-extension.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['ROUNDS'] ?? 20);
const delaysMs = (process.env['DELAYS'] ?? '0,40').split(',').map(Number);
/** From the arrival of the hand to its press. */
const restMs = 200;
const number = '+966555010142';
const written = '055 501 0142';
const hatifId = 'ckicldgndiodjfmmefoojalkdheggfpi';

type Way = 'by hand' | 'at once';
type Times = Record<'warm' | 'cold', number[]>;
type Pages = { hatif: Hatif; popup: Page; crm: Page; cold: Page; phone: Phone; nextInvite: () => Promise<number> };

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const coldDir = path.join(dir, 'cold');
try {
  await buildColdExtension(coldDir);
  for (const delayMs of delaysMs) await measureAt(delayMs);
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function measureAt(delayMs: number): Promise<void> {
  const productDir = path.join(dir, `product-${delayMs}`);
  mkdirSync(productDir);
  const product = await startLocalProduct({ dir: productDir, delayMs });
  const chromiumArgs = product.ready.chromiumArgs.map((arg) => (/^--(load|disable)-extension/.test(arg) ? `${arg},${coldDir}` : arg));
  const browser = await launchBrowser({ chromiumArgs }, { language: 'en', colorScheme: 'light', microphone: 'fake' });
  try {
    const pages = await openPages(browser.context, product);
    for (const way of ['by hand', 'at once'] as const) {
      const invite = await inTurns({ warm: () => warmInvite(pages, way), cold: () => coldInvite(pages, way) });
      report(`${delayMs} ms one way, click ${way} to invite`, invite);
      const card = await inTurns({ warm: () => warmCard(pages, way), cold: () => coldCard(pages, way) });
      report(`${delayMs} ms one way, click ${way} to card in sight`, card);
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function openPages(context: Awaited<ReturnType<typeof launchBrowser>>['context'], product: LocalProduct): Promise<Pages> {
  const { workerUrl, controlUrl, crmUrl } = product.ready;
  const hatif = await driveHatif(context, product, hatifId);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const phone = controlClient(controlUrl).phone(number);
  await phone.behave({ answer: 'no' });
  const cold = await context.newPage();
  await openColdPage(hatif, cold, { workerUrl, number });
  const crm = await context.newPage();
  await crm.goto(crmUrl);
  return { hatif, popup: await hatif.open('popup'), crm, cold, phone, nextInvite: followInvites(controlUrl) };
}

/** In turns, so that whatever else the machine does falls on both. The first of each is a rehearsal. */
async function inTurns(ways: Record<keyof Times, () => Promise<number>>): Promise<Times> {
  const times: Times = { warm: [], cold: [] };
  for (let round = 0; round <= rounds; round++) {
    const warm = await ways.warm();
    const cold = await ways.cold();
    if (round === 0) continue;
    times.warm.push(warm);
    times.cold.push(cold);
  }
  return times;
}

async function warmInvite({ popup, phone, nextInvite }: Pages, way: Way): Promise<number> {
  await popup.bringToFront();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  const ms = await untilInvite(popup, way, nextInvite);
  await popup.getByRole('button', { name: 'Cancel call' }).click();
  await phone.waitFor('idle');
  await popup.getByRole('button', { name: 'Dial another number' }).click();
  return ms;
}

async function coldInvite({ cold, phone, nextInvite }: Pages, way: Way): Promise<number> {
  await cold.bringToFront();
  const ms = await untilInvite(cold, way, nextInvite);
  await phone.waitFor('ringing');
  await phone.hangUp();
  await phone.waitFor('idle');
  return ms;
}

async function untilInvite(page: Page, way: Way, nextInvite: () => Promise<number>): Promise<number> {
  const invited = nextInvite();
  const clickedAt = await click(page.getByRole('button', { name: 'Call', exact: true }), way);
  return (await invited) - clickedAt;
}

async function warmCard({ hatif, crm }: Pages, way: Way): Promise<number> {
  await crm.bringToFront();
  await hatif.waitForMark(crm, written);
  const mark = crm.getByText(written).first();
  const seenAt = cardInSightAt(crm, (await mark.boundingBox())!);
  const clickedAt = await click(mark, way);
  const card = await hatif.waitForCard(crm);
  // The frame may have painted its text while it was still transparent.
  const ms = Math.max(await seenAt, await paintTime(card)) - clickedAt;
  const isOpen = () => crm.frames().some((frame) => frame.url().includes('/card/card.html'));
  while (isOpen()) {
    await crm.keyboard.press('Escape');
    await delay(100);
  }
  return ms;
}

async function coldCard({ cold }: Pages, way: Way): Promise<number> {
  await cold.bringToFront();
  const attached = cold.waitForEvent('framenavigated', (frame) => frame.url().includes('/card.html'));
  const clickedAt = await click(cold.getByRole('button', { name: 'Card', exact: true }), way);
  return (await paintTime(await attached)) - clickedAt;
}

/** @returns when the press ended. */
async function click(target: Locator, way: Way): Promise<number> {
  const page = target.page();
  await page.mouse.move(20, 20);
  handIsAt(page, { x: 20, y: 20 });
  const clickedAt = clickTime(page);
  if (way === 'at once') await target.click();
  else {
    await moveHand(page, await middleOf(target));
    await delay(restMs);
    await pressHere(page);
  }
  return clickedAt;
}

/** Of the `pointerup` right before the click: Hatif keeps the click on a number from the page. */
function clickTime(page: Page): Promise<number> {
  return page.evaluate(
    () => new Promise<number>((resolve) => addEventListener('pointerup', () => resolve(Date.now()), { capture: true, once: true })),
  );
}

/** The time of a frame's first content on the screen. */
function paintTime(frame: Frame): Promise<number> {
  return frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) resolve(performance.timeOrigin + paint.startTime);
        });
        observer.observe({ type: 'paint', buffered: true });
      }),
  );
}

/** The local Twilio reports each invite when its message arrives, by the clock of this machine. */
function followInvites(controlUrl: string): () => Promise<number> {
  let waiting: ((at: number) => void) | undefined;
  void (async () => {
    const stream = await fetch(`${controlUrl}/control/events`);
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) {
      for (const [, json] of decoder.decode(chunk).matchAll(/^data: (.*)$/gm)) {
        const event = JSON.parse(json ?? '{}') as { is?: string; at?: string };
        if (event.is === 'invite' && event.at) waiting?.(Date.parse(event.at));
      }
    }
  })().catch(() => undefined);
  return () => new Promise((resolve) => (waiting = resolve));
}

function report(title: string, times: Times): void {
  console.log(title);
  for (const [name, values] of Object.entries(times)) {
    console.log(
      `  ${name}  p50 ${quantile(values, 0.5).toFixed(0)} ms  p95 ${quantile(values, 0.95).toFixed(0)} ms  (${values.length} measured)`,
    );
  }
  const ratio = (share: number) => (quantile(times.cold, share) / quantile(times.warm, share)).toFixed(1);
  console.log(`  cold : warm  p50 ${ratio(0.5)} times, p95 ${ratio(0.95)} times`);
}
