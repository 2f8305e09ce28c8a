/** A page that frames the pages of Hatif itself, by their address of this browser run, gets an empty frame. */
import type { Frame, Page } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import type { Hatif } from './harness/hatif.ts';
import { incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** Frames `address` over the page, nearly transparent, and resolves with the frame once its document has loaded. */
async function frameOver(page: Page, address: string): Promise<Frame> {
  const before = new Set(page.frames());
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 420px; height: 480px; border: 0; opacity: .01';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = src;
    document.body.append(frame);
    return loaded;
  }, address);
  const added = () => page.frames().find((frame) => !before.has(frame) && frame.url().startsWith('chrome-extension:'));
  await expect.poll(() => added() !== undefined, { message: `${address} is framed` }).toBe(true);
  return added()!;
}

/** The address that pages of this browser run can load, as a content script gets it. */
async function addressOfThisRun(hatif: Hatif, file: string): Promise<string> {
  const address = await (
    await hatif.serviceWorker()
  ).evaluate(async (path) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab!.id! },
      func: (wanted: string) => chrome.runtime.getURL(wanted),
      args: [path],
    });
    return answer!.result as string;
  }, `extension/${file}`);
  // The fixed id opens nothing: with it this test would prove nothing.
  expect(address).not.toContain(hatif.id);
  return address;
}

/** Presses and keys of a person who uses what the page draws under the transparent frame. */
async function useDecoy(page: Page): Promise<void> {
  for (let y = 40; y < 480; y += 40) {
    for (const x of [80, 210, 340]) {
      await page.mouse.move(x, y, { steps: 2 });
      await page.mouse.down();
      await page.mouse.up();
    }
  }
  await page.evaluate(() => document.querySelector('iframe')!.focus());
  for (const key of ['a', 'd', 'v', 's', 'Tab', 'Enter']) await page.keyboard.press(key);
}

for (const [name, addressOf] of Object.entries({
  'the window of a ringing call': () => 'incoming/incoming.html',
  'the card of a ringing call': () => 'incoming/incoming.html?card',
  'the card of a ringing call with a nonce that is used up': (nonce: string) => `incoming/incoming.html${nonce}`,
  'the card of a number': () => `card/card.html#${'0'.repeat(32)}`,
})) {
  test(`a page that frames ${name} frames nothing: no click and no key answers`, async ({
    control,
    pairedHatif: hatif,
    plainPage: page,
  }) => {
    const heard = await listenIn(await hatif.serviceWorker());
    await receiveCall(control, hatif);
    const card = await incomingCard(page);
    await expect(card.getByRole('button', { name: 'Answer' })).toBeVisible();
    const file = addressOf(await card.evaluate(() => location.hash));
    const framed = await frameOver(page, await addressOfThisRun(hatif, file));
    // Longer than any time in which presses are ignored, by the card's own timer.
    await expect(card.getByRole('timer')).toHaveText('0:02');
    await useDecoy(page);
    expect((await hatif.appState()).incoming).toMatchObject([{ answering: false, ringMode: 'loud' }]);
    expect(await framed.locator('body').innerHTML()).toBe('');
    // Witness: a press on the card that the background ordered acts; what the decoy sent would have arrived before.
    await pressUntilHandled(card, 'Decline', hatif);
    await expect.poll(() => heard.times('decline')).toBe(1);
    for (const command of ['answer', 'sendToVoicemail', 'silence', 'dial']) expect(await heard.times(command), command).toBe(0);
    expect((await hatif.appState()).call).toBeNull();
  });
}
