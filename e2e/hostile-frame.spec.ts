/** A page that frames the pages of Hatif itself, by their address of this browser run, gets an empty frame. */
import type { Frame, Page } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { customer, incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

type Attack = { file: string; hash?: (card: Frame) => Promise<string>; style: string; run: (page: Page) => Promise<void> };

const overAll = 'width: 420px; height: 480px; opacity: .01';
const attacks: Record<string, Attack> = {
  'a click on the window of the call': { file: 'incoming/incoming.html', style: overAll, run: clickDecoy },
  'a letter typed into the window of the call': {
    file: 'incoming/incoming.html',
    style: 'width: 1px; height: 1px; opacity: 0',
    run: typeIntoFrame,
  },
  'a click on the card of the call': { file: 'incoming/incoming.html?card', style: overAll, run: clickDecoy },
  'a click on the card with a nonce that is used up': {
    file: 'incoming/incoming.html',
    hash: (card) => card.evaluate(() => location.hash),
    style: overAll,
    run: clickDecoy,
  },
  'a click on a card of a number': { file: `card/card.html#${'0'.repeat(32)}`, style: overAll, run: clickDecoy },
};

/** Presses of a person on what the page draws under the transparent frame. */
async function clickDecoy(page: Page): Promise<void> {
  for (let y = 60; y < 480; y += 60) {
    for (const x of [80, 210, 340]) {
      await page.mouse.move(x, y, { steps: 2 });
      await page.mouse.down();
      await page.mouse.up();
    }
  }
}

/** The page gives its frame the focus, and the person types. */
async function typeIntoFrame(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('iframe')!.focus());
  for (const key of ['a', 'd', 'v', 's']) await page.keyboard.press(key);
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

/** Frames `address` over the page, and resolves with the frame once its document has loaded. */
async function frameOver(page: Page, address: string, style: string): Promise<Frame> {
  const before = new Set(page.frames());
  await page.evaluate(
    ([src, css]) => {
      const frame = document.createElement('iframe');
      frame.style.cssText = `position: fixed; inset: 0 auto auto 0; border: 0; ${css}`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      frame.src = src!;
      document.body.append(frame);
      return loaded;
    },
    [address, style],
  );
  const added = () => page.frames().find((frame) => !before.has(frame) && frame.url().startsWith('chrome-extension:'));
  await expect.poll(() => added() !== undefined, { message: `${address} is framed` }).toBe(true);
  return added()!;
}

/** @returns what the attack achieved: what its frame draws, and whether the call rings on as before. */
async function attack({ file, hash, style, run }: Attack, hatif: Hatif, page: Page): Promise<{ drawn: string; ringsOn: boolean }> {
  const card = await incomingCard(page);
  await expect(card.getByRole('button', { name: 'Answer' })).toBeVisible();
  const framed = await frameOver(page, (await addressOfThisRun(hatif, file)) + ((await hash?.(card)) ?? ''), style);
  // Longer than any time in which presses are ignored, by the card's own timer.
  await expect(card.getByRole('timer')).toHaveText('0:03');
  await run(page);
  const drawn = (await framed.locator('body').innerHTML()).trim();
  await page.evaluate(() => document.querySelector('iframe')!.remove());
  const { incoming } = await hatif.appState();
  const states = incoming.map(({ answering, ringMode }) => (answering ? 'answered' : ringMode));
  return { drawn: drawn.slice(0, 60), ringsOn: states.join() === 'loud' };
}

/** Ends the ringing by the card that the background ordered: the commands of an attack would have arrived before. */
async function endCall(ringsOn: boolean, hatif: Hatif, control: Control, page: Page): Promise<void> {
  if (ringsOn) await pressUntilHandled(() => incomingCard(page), 'Decline', hatif);
  await control.phone(customer).hangUpAndWait();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expect.poll(() => page.frames().length, { message: 'the card is gone' }).toBe(1);
}

test('a page that frames Hatif itself frames nothing: no click and no key reaches the call', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const heard = await listenIn(await hatif.serviceWorker());
  const achieved: Record<string, object> = {};
  for (const [name, tried] of Object.entries(attacks)) {
    await receiveCall(control, hatif);
    const result = await attack(tried, hatif, page);
    if (result.drawn !== '' || !result.ringsOn) achieved[name] = result;
    await endCall(result.ringsOn, hatif, control, page);
  }
  expect(achieved).toEqual({});
  await expect.poll(() => heard.times('decline')).toBe(Object.keys(attacks).length);
  for (const command of ['answer', 'sendToVoicemail', 'silence', 'dial']) expect(await heard.times(command), command).toBe(0);
});
