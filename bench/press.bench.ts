/**
 * The guard of Call, as hands feel it: from the pointer's arrival on Call to the press that counts, and how many presses are
 * refused, for hands of several speeds; beside them the attacks, which must all be refused. Input by DevTools protocol.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Page, Worker } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { controlClient } from '../e2e/harness/control.ts';
import { delay, middleOf, moveHand, type Point, pressHere } from '../e2e/harness/hand.ts';
import { driveHatif, type Hatif } from '../e2e/harness/hatif.ts';
import { sendCommand } from '../e2e/harness/incoming.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { root } from '../scripts/tools/root.ts';
import { startStaticServer } from '../scripts/tools/static-server.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['ROUNDS'] ?? 10);
const speedsMs = [300, 450, 700];
/** From the sight of the card to the start of the movement. */
const reactionMs = 200;
/** From the arrival to the press. */
const dwellMs = 60;
const maxRetries = 5;
const giveUpMs = 10_000;
const written = '055 501 0142';

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const pages = await startStaticServer({ dir: path.join(root, 'e2e/pages') });
const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
try {
  const hatif = await driveHatif(browser.context, product);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  await controlClient(product.ready.controlUrl).phone('+966555010142').behave({ answer: 'no' });
  const worker = await hatif.serviceWorker();
  await noteDials(worker);
  const remote = await hatif.open('log');
  const page = await browser.context.newPage();
  await measureHands({ hatif, worker, remote, page });
  await measureAttacks({ hatif, worker, remote, page });
} finally {
  await browser.close();
  await pages.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

type Bench = { hatif: Hatif; worker: Worker; remote: Page; page: Page };

async function measureHands(bench: Bench): Promise<void> {
  const { hatif, page } = bench;
  await page.goto(product.ready.crmUrl);
  await page.bringToFront();
  await hatif.waitForMark(page, written);
  const number = await middleOf(page.getByText(written).first());
  const { call } = await openByHand(bench, number);
  await closeCard(page);
  for (const start of ['once the card is seen', 'with the click'] as const) {
    for (const ms of speedsMs) {
      const waits: number[] = [];
      let refused = 0;
      for (let round = 0; round < rounds; round += 1) {
        if (start === 'with the click') await clickNumber(page, number);
        else {
          await openByHand(bench, number);
          await delay(reactionMs);
        }
        await moveHand(page, call, ms);
        const arrivedAt = Date.now();
        await delay(dwellMs);
        let dialledAt = await pressCall(bench);
        if (dialledAt === null) refused += 1;
        for (let again = 0; dialledAt === null && again < maxRetries; again += 1) dialledAt = await pressCall(bench);
        if (dialledAt === null) throw new Error('the hand cannot call at all');
        waits.push(dialledAt - arrivedAt);
        await cancel(bench);
      }
      console.log(
        `hand of ${ms} ms that starts ${start}: p50 ${quantile(waits, 0.5)} ms, p95 ${quantile(waits, 0.95)} ms from Call to the call, ${refused} of ${rounds} refused`,
      );
    }
  }
}

async function measureAttacks(bench: Bench): Promise<void> {
  const { hatif, page } = bench;
  const next = { x: 220, y: 590 };
  const attacks: Record<string, (call: Point) => Promise<void>> = {
    'the number moves the card under a resting pointer': async (call) => {
      await moveHand(page, next, 450);
      await delay(60);
      await moveNumber(page, next.x - call.x, next.y - call.y);
      await delay(330);
    },
    'the number moves the card into the way of a hand of 450 ms': async (call) => {
      const moved = delay(150).then(() => moveNumber(page, next.x - call.x, next.y - call.y));
      await moveHand(page, next, 450);
      await moved;
      await delay(dwellMs);
    },
    'the same, with a hand of 700 ms': async (call) => {
      const moved = delay(150).then(() => moveNumber(page, next.x - call.x, next.y - call.y));
      await moveHand(page, next, 700);
      await moved;
      await delay(dwellMs);
    },
    'another window or a list had the pointer': async (call) => {
      await page.mouse.move(call.x, call.y);
      await delay(20);
    },
  };
  for (const [name, attack] of Object.entries(attacks)) {
    let held = 0;
    for (let round = 0; round < rounds; round += 1) {
      await page.goto(`${pages.url}/hostile.html`);
      await hatif.waitForMark(page, written);
      const { call } = await openByHand(bench, await middleOf(page.locator('#number')));
      await delay(1000);
      await attack(call);
      if ((await pressCall(bench)) === null) held += 1;
      else await cancel(bench);
    }
    console.log(`attack: ${name}: ${held} of ${rounds} refused`);
  }
}

async function openByHand(bench: Bench, number: Point): Promise<{ card: Frame; call: Point }> {
  await clickNumber(bench.page, number);
  const card = await bench.hatif.waitForCard(bench.page);
  const button = card.getByRole('button', { name: 'Call', exact: true });
  await button.waitFor();
  return { card, call: await middleOf(button) };
}

async function clickNumber(page: Page, number: Point): Promise<void> {
  await moveHand(page, number, 200);
  await pressHere(page);
}

/** The time of the command, null when the press is refused. */
async function pressCall({ page, worker }: Bench): Promise<number | null> {
  const before = await lastDial(worker);
  await pressHere(page);
  const end = Date.now() + 500;
  while (Date.now() < end) {
    const at = await lastDial(worker);
    if (at !== before) return at;
    await delay(20);
  }
  return null;
}

async function cancel({ hatif, remote, page }: Bench): Promise<void> {
  await until('the call ends', async () => {
    const { call } = await hatif.appState();
    if (call && call.phase.is !== 'ended') await sendCommand(remote, { command: 'hangUp', callId: call.id });
    return call?.phase.is === 'ended';
  });
  await closeCard(page);
}

/** By a press beside the card, as a person does. */
async function closeCard(page: Page): Promise<void> {
  await until('the card closes', async () => {
    await page.mouse.click(400, 10);
    return !page.frames().some((frame) => frame.url().includes('/card/card.html'));
  });
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + giveUpMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${giveUpMs} ms: ${what}`);
    await delay(100);
  }
}

async function moveNumber(page: Page, dx: number, dy: number): Promise<void> {
  await page.evaluate(
    ([x, y]) => Object.assign(document.querySelector<HTMLElement>('#number')!.style, { left: `${640 + x}px`, top: `${40 + y}px` }),
    [dx, dy] as const,
  );
}

async function noteDials(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    chrome.runtime.onMessage.addListener(({ message }: { message: { command?: string } }) => {
      if (message.command === 'dial') Reflect.set(globalThis, 'dialledAt', Date.now());
    });
  });
}

function lastDial(worker: Worker): Promise<number | null> {
  return worker.evaluate(() => (Reflect.get(globalThis, 'dialledAt') as number | undefined) ?? null);
}
