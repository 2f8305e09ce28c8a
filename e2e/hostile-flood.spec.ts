/** A page that asks for the numbers of endless text delays neither a call nor the numbers of another tab. */
import type { Worker } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import { floods, startFlood } from './harness/flood.ts';
import { expectTwoWayAudio, incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** The witness that the flood goes on: the service worker keeps receiving questions about its text. */
async function waitForFlood(worker: Worker): Promise<void> {
  const { times } = await listenIn(worker);
  await expect.poll(() => times('findNumbers'), { message: 'the page floods' }).toBeGreaterThan(2);
}

for (const name of ['6 MB', '800 KB, changed every 1.5 s'] as const) {
  test(`while a page floods with ${name}, a call is answered and a number in another tab opens its card`, async ({
    control,
    context,
    pagesUrl,
    pairedHatif: hatif,
    plainPage: page,
  }) => {
    await page.evaluate(() => (document.body.innerHTML = '<p>Mobile <b>055 501 0177</b></p>'));
    const hostile = await context.newPage();
    await hostile.goto(`${pagesUrl}/plain.html`);
    await startFlood(hostile, floods[name]);
    await waitForFlood(await hatif.serviceWorker());
    await page.bringToFront();
    await hatif.clickNumber(page, '055 501 0177');
    await receiveCall(control, hatif);
    await pressUntilHandled(() => incomingCard(page), 'Answer', hatif);
    await expectTwoWayAudio(control, hatif);
  });
}
