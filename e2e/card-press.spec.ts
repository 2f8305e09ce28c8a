/** Presses that count: a hand, a double click, keys, a touch, a screen reader, on a zoomed page too. */
import type { Frame, Page } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import { delay, doubleClickHere, middleOf, moveHand, pressHere } from './harness/hand.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const written = '055 501 0142';
const number = '+966555010142';
const otherNumber = '+966112000120';

let page: Page;
test.beforeEach(async ({ context, product, control, pairedHatif: hatif }) => {
  for (const called of [number, otherNumber]) await control.phone(called).behave({ answer: 'no' });
  page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  await hatif.waitForMark(page, written);
});
test.afterEach(async ({ control }) => {
  for (const called of [number, otherNumber]) await control.phone(called).hangUpAndWait();
});

const callOn = (card: Frame) => card.getByRole('button', { name: 'Call', exact: true });

type Click = Pick<PointerEvent, 'pointerType' | 'detail' | 'isTrusted'>;

/** What the card is told of the next click in it. */
async function nextClick(card: Frame): Promise<() => Promise<Click | null>> {
  await card.evaluate(() => {
    const next = new Promise<Click | null>((resolve) => {
      window.addEventListener('click', ({ pointerType, detail, isTrusted }) => resolve({ pointerType, detail, isTrusted }), true);
      setTimeout(() => resolve(null), 3000);
    });
    Reflect.set(globalThis, 'nextClick', next);
  });
  return () => card.evaluate(() => Reflect.get(globalThis, 'nextClick') as Promise<Click | null>);
}

/** One call was asked for, and nothing ended it. */
async function expectOneCall(hatif: Hatif, heard: Awaited<ReturnType<typeof listenIn>>): Promise<void> {
  await expect.poll(async () => (await hatif.appState()).call?.phase.is, { message: 'it rings' }).toBe('ringing');
  expect([await heard.times('dial'), await heard.times('hangUp')]).toEqual([1, 0]);
  expect((await hatif.appState()).problem).toBeNull();
}

for (const gapMs of [120, 200, 300, 450]) {
  test(`a double click on Call, ${gapMs} ms from press to press, places one call and does not cancel it`, async ({
    pairedHatif: hatif,
  }) => {
    const heard = await listenIn(await hatif.serviceWorker());
    const card = await hatif.clickNumber(page, written);
    await expect(callOn(card)).toBeEnabled();
    await moveHand(page, await middleOf(callOn(card)));
    await delay(300);
    await doubleClickHere(page, gapMs);
    await expectOneCall(hatif, heard);
    await expect(card.getByText('Press again')).toHaveCount(0);
  });
}

for (const gapMs of [250, 500]) {
  test(`Enter twice, ${gapMs} ms apart, in a card that the shortcut has opened, places one call`, async ({ pairedHatif: hatif }) => {
    const worker = await hatif.serviceWorker();
    const heard = await listenIn(worker);
    await worker.evaluate(() => (chrome.commands.onCommand as unknown as { dispatch(name: string): void }).dispatch('next-number'));
    const card = await hatif.waitForCard(page);
    await expect(callOn(card)).toBeFocused();
    await expect(callOn(card)).toBeEnabled();
    await page.keyboard.press('Enter');
    await delay(gapMs);
    await page.keyboard.press('Enter');
    await expectOneCall(hatif, heard);
  });
}

test('after a click on the number Enter does nothing; after Tab it calls', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  const card = await hatif.clickNumber(page, written);
  await expect(card.getByRole('dialog')).toBeFocused();
  await expect(callOn(card)).toBeEnabled();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(callOn(card)).toBeFocused();
  expect(await heard.times('dial')).toBe(0);
  await page.keyboard.press('Enter');
  await expectOneCall(hatif, heard);
});

test('an arrow key goes to Call too', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  const card = await hatif.clickNumber(page, written);
  await expect(card.getByRole('dialog')).toBeFocused();
  await expect(callOn(card)).toBeEnabled();
  await page.keyboard.press('ArrowDown');
  await expect(callOn(card)).toBeFocused();
  await page.keyboard.press('Enter');
  await expectOneCall(hatif, heard);
});

test('a press on a card that opened under the pointer says to move, and counts after a move', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  const card = await hatif.clickNumber(page, written);
  await expect(callOn(card)).toBeEnabled();
  const { x, y } = await middleOf(callOn(card));
  await page.mouse.move(x, y);
  await delay(600);
  await pressHere(page);
  await expect(card.getByText('Move the pointer to the button, then press.').first()).toBeVisible();
  expect(await heard.times('dial')).toBe(0);
  await page.mouse.move(x + 12, y);
  await pressHere(page);
  await expectOneCall(hatif, heard);
});

test('a card that has loaded before the click begins its guard when it shows', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  await moveHand(page, await middleOf(page.getByText(written).first()));
  const card = await hatif.waitForCard(page);
  await expect(card.locator('[data-state=blank]')).toBeAttached();
  await delay(1500);
  const pressedAt = performance.now();
  await pressHere(page);
  await expect(callOn(card)).toBeEnabled();
  expect(performance.now() - pressedAt, 'in sight for its time').toBeGreaterThan(350);
  const { x, y } = await middleOf(callOn(card));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
  await expect(card.getByText('Press again').first()).toBeVisible();
  expect(await heard.times('dial')).toBe(0);
  await hatif.pressCall(card);
  await expectOneCall(hatif, heard);
});

test('a click without pointer and key, as a screen reader makes it, counts', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  const card = await hatif.clickNumber(page, written);
  await expect(callOn(card)).toBeEnabled();
  // Chrome's own click for an access key is trusted and has no detail, as that of the accessibility API.
  await callOn(card).evaluate((button) => button.setAttribute('accesskey', 'q'));
  const clicked = await nextClick(card);
  const session = await page.context().newCDPSession(page);
  const altQ = { modifiers: 1, key: 'q', code: 'KeyQ', windowsVirtualKeyCode: 81 };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...altQ, text: 'q', unmodifiedText: 'q' });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...altQ });
  expect(await clicked()).toMatchObject({ detail: 0, isTrusted: true });
  await expectOneCall(hatif, heard);
});

test('on a page at 150 % a hand is not refused', async ({ pairedHatif: hatif }) => {
  const worker = await hatif.serviceWorker();
  const heard = await listenIn(worker);
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    await chrome.tabs.setZoom(tab?.id ?? 0, 1.5);
  });
  const card = await hatif.clickNumber(page, written);
  await expect(callOn(card)).toBeEnabled();
  await hatif.pressCall(card);
  await expectOneCall(hatif, heard);
});

test('another number in the card under the resting pointer is not called until the pointer moves', async ({
  control,
  pairedHatif: hatif,
}) => {
  const worker = await hatif.serviceWorker();
  const heard = await listenIn(worker);
  const card = await hatif.clickNumber(page, written);
  await expect(callOn(card)).toBeEnabled();
  const at = await middleOf(callOn(card));
  await moveHand(page, at);
  await delay(600);
  await worker.evaluate(async () => {
    const { board } = (await chrome.storage.session.get('board')) as { board: { cards: Record<string, object> } };
    const cards = Object.entries(board.cards).map(([key, shown]) => [key, { ...shown, written: '011 200 0120', number: '+966112000120' }]);
    await chrome.storage.session.set({ board: { ...board, cards: Object.fromEntries(cards) } });
  });
  await expect(card.getByText('+966\u00a011\u00a0200\u00a00120')).toBeVisible();
  await pressHere(page);
  await expect(card.getByText('Press again').first()).toBeVisible();
  await moveHand(page, { x: at.x + 20, y: at.y });
  await delay(200);
  expect(await heard.times('dial')).toBe(0);
  await pressHere(page);
  await expect.poll(async () => (await heard.messages('dial')).map((dial) => dial['number'])).toEqual([otherNumber]);
  await control.phone(otherNumber).waitFor('ringing');
});
