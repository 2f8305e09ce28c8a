/**
 * The guard of Call, as hands feel it: from the pointer's arrival on Call to the press that counts, and how many presses are
 * refused, for hands of three speeds. Input by DevTools protocol; `e2e/hostile-press.spec.ts` has the attacks.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { controlClient } from '../e2e/harness/control.ts';
import { delay, middleOf, moveHand, type Point, pressHere } from '../e2e/harness/hand.ts';
import { driveHatif, type Hatif } from '../e2e/harness/hatif.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 10);
/** From the number to Call; 450 ms is a normal hand. */
const handsMs = [300, 450, 700];
/** From the arrival to the press. */
const dwellMs = 60;
/** A press that has not placed the call by then is refused. */
const refusedAfterMs = 600;
const maxPresses = 6;
const written = '055 501 0142';
const called = '+966555010142';

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
try {
  const hatif = await driveHatif(browser.context, product);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const phone = controlClient(product.ready.controlUrl).phone(called);
  await phone.behave({ answer: 'no' });
  const isCalled = async () => ((await hatif.appState()).call?.phase.is ?? 'ended') !== 'ended';
  const { call } = await openCrm(hatif).then(async (page) => closeAfter(page, () => findCall(hatif, page)));
  for (const start of ['with the click', 'when the card is there'] as const) {
    for (const handMs of handsMs) {
      const waits: number[] = [];
      let refused = 0;
      for (let round = 0; round < rounds; round += 1) {
        const page = await openCrm(hatif);
        const presses = await closeAfter(page, async () => {
          if (start === 'with the click') await clickNumber(page);
          else await findCall(hatif, page);
          return pressUntilCalled(page, call, handMs, isCalled);
        });
        waits.push(presses.ms);
        if (presses.count > 1) refused += 1;
        await phone.waitFor('ringing');
        await phone.hangUpAndWait();
        await expect.poll(isCalled).toBe(false);
      }
      const shown = [0.5, 0.95].map((share) => `p${share * 100} ${quantile(waits, share)} ms`).join(', ');
      console.log(
        `hand of ${handMs} ms that starts ${start}: ${shown} from Call to the press that counts, ${refused} of ${rounds} refused first`,
      );
    }
  }
} finally {
  await browser.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function openCrm(hatif: Hatif): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(product.ready.crmUrl);
  await page.bringToFront();
  await hatif.waitForMark(page, written);
  return page;
}

async function closeAfter<Result>(page: Page, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } finally {
    await page.close();
  }
}

async function clickNumber(page: Page): Promise<void> {
  await moveHand(page, await middleOf(page.getByText(written).first()), 200);
  await pressHere(page);
}

/** Opens the card; the place of Call is the same in every round. */
async function findCall(hatif: Hatif, page: Page): Promise<{ call: Point }> {
  await clickNumber(page);
  const button = (await hatif.waitForCard(page)).getByRole('button', { name: 'Call', exact: true });
  await expect(button).toBeEnabled();
  return { call: await middleOf(button) };
}

/** `ms` runs from the arrival on Call to the end of the press that counts. */
async function pressUntilCalled(
  page: Page,
  call: Point,
  handMs: number,
  isCalled: () => Promise<boolean>,
): Promise<{ count: number; ms: number }> {
  await moveHand(page, call, handMs);
  const arrivedAt = Date.now();
  await delay(dwellMs);
  for (let count = 1; count <= maxPresses; count += 1) {
    await pressHere(page);
    const pressedAt = Date.now();
    while (Date.now() < pressedAt + refusedAfterMs) {
      if (await isCalled()) return { count, ms: pressedAt - arrivedAt };
      await delay(20);
    }
  }
  throw new Error(`${maxPresses} presses of a hand of ${handMs} ms call nobody`);
}
