/** A press that a person means for the page, or makes for it, starts no call. */
import type { Frame, Page } from '@playwright/test';
import { type Attack, test } from './harness/hostile.ts';
import { delay, middleOf, moveHand, type Point, pressHere } from './harness/hand.ts';
import { customer, incomingCard, pressUntilHandled, receiveCall } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

const callOn = (card: Frame) => middleOf(card.getByRole('button', { name: 'Call', exact: true }));
const isUsable = (card: Frame) => expect(card.getByRole('button', { name: 'Call', exact: true })).toBeEnabled();
const next: Point = { x: 220, y: 590 };

/** A press there without any way to it, as after a window or a native list that had the pointer. */
async function pressAt(page: Page, { x, y }: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['mousePressed', 'mouseReleased'] as const) {
    await session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 });
    await delay(60);
  }
  await session.detach();
}

/** The card is open for 1.5 s; the pointer rests on the page's own button for 60 ms. */
async function restOnNext(attack: Attack): Promise<Point> {
  await attack.start();
  const card = await attack.card();
  await isUsable(card);
  await moveHand(attack.page, next, 600);
  await delay(900);
  return callOn(card);
}

for (const afterMs of [150, 330, 700]) {
  test(`a number that moves its card under the resting pointer, pressed ${afterMs} ms later`, async ({ attack }) => {
    await attack.open('hostile.html');
    const call = await restOnNext(attack);
    await attack.page.evaluate(
      ([dx, dy]) => {
        const { style } = document.querySelector<HTMLElement>('#number')!;
        [style.left, style.top] = [`${640 + dx}px`, `${40 + dy}px`];
      },
      [next.x - call.x, next.y - call.y] as const,
    );
    await delay(afterMs);
    await pressHere(attack.page);
    await attack.expectNoCall();
  });
}

for (const afterMs of [150, 330, 700]) {
  test(`a frame that moves the card in it under the resting pointer, pressed ${afterMs} ms later`, async ({ attack }) => {
    await attack.open('hostile-frame.html');
    const call = await restOnNext(attack);
    await attack.page.evaluate(
      ([dx, dy]) => {
        const { style } = document.querySelector('iframe')!;
        [style.left, style.top] = [`${dx}px`, `${dy}px`];
      },
      [next.x - call.x, next.y - call.y] as const,
    );
    await delay(afterMs);
    await pressHere(attack.page);
    await attack.expectNoCall();
  });
}

test('a page that scrolls the card under the resting pointer', async ({ attack }) => {
  await attack.open('hostile.html');
  await attack.page.evaluate(() => {
    document.body.style.height = '3000px';
    Object.assign(document.querySelector<HTMLElement>('#number')!.style, { position: 'absolute', top: '440px' });
    scrollTo(0, 400);
  });
  await attack.start();
  const card = await attack.card();
  await isUsable(card);
  const call = await callOn(card);
  await moveHand(attack.page, { x: call.x + 300, y: call.y + 200 }, 300);
  await moveHand(attack.page, { x: call.x, y: call.y + 150 }, 300);
  await delay(500);
  await attack.page.evaluate(() => scrollTo(0, 250));
  await delay(700);
  await pressHere(attack.page);
  await attack.expectNoCall();
});

for (const gapMs of [120, 220, 350]) {
  test(`a double click through a window over the card, ${gapMs} ms from press to press`, async ({ attack, context }) => {
    await attack.open('hostile.html');
    await attack.page.evaluate(() =>
      addEventListener('pointerup', () => open('about:blank', 'over', 'popup,width=500,height=500'), { once: true }),
    );
    const opened = context.waitForEvent('page');
    await attack.start();
    const over = await opened;
    const card = await attack.card();
    await isUsable(card);
    await delay(1000);
    const call = await callOn(card);
    await over.evaluate(() => addEventListener('mousedown', () => close()));
    await over.mouse.move(200, 200);
    await over.mouse.down().catch(() => undefined);
    await delay(gapMs);
    await pressAt(attack.page, call);
    await delay(500);
    await attack.expectNoCall();
  });
}

test('a double click in a native list over the card, which no observer sees', async ({ attack }) => {
  await attack.open('hostile.html');
  await attack.start();
  const card = await attack.card();
  await isUsable(card);
  await delay(1000);
  await pressAt(attack.page, await callOn(card));
  await delay(500);
  await attack.expectNoCall();
});

test('an incoming card that is called to the other side of the page answers nothing', async ({ attack, control, pairedHatif: hatif }) => {
  await attack.open('plain.html');
  const { page } = attack;
  const { callId } = await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('timer')).toHaveText('0:02');
  const answer = await middleOf(card.getByRole('button', { name: 'Answer' }));
  const mirrored = { x: answer.x - (1280 - 384 - 32), y: answer.y };
  await moveHand(page, mirrored, 300);
  await page.evaluate(() => (document.body.style.direction = 'rtl'));
  await delay(620);
  await page.mouse.move(mirrored.x + 1, mirrored.y);
  await pressHere(page);
  await delay(500);
  expect((await hatif.appState()).incoming).toMatchObject([{ callId, answering: false }]);
  await pressUntilHandled(card, 'Decline', hatif);
  await expect.poll(async () => (await hatif.appState()).endedRing).toMatchObject({ callId, because: 'declined' });
  expect((await hatif.appState()).call).toBeNull();
  await control.phone(customer).hangUpAndWait();
});

const tries = Number(process.env['FLICKER_TRIES'] ?? 8);

test(`a cover over the card in four of five frames, ${tries} presses`, async ({ attack, context }) => {
  test.setTimeout(60_000 + tries * 8000);
  await attack.open('hostile.html');
  await attack.page.evaluate(() => {
    const decoy = document.querySelector<HTMLElement>('#decoy')!;
    const step = (now: number) => {
      if (now % 105 < 105 * 0.79) decoy.showPopover();
      else decoy.hidePopover();
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  for (let times = 0; times < tries; times += 1) {
    await attack.start();
    const card = await attack.card();
    await delay(1200);
    const call = await callOn(card).catch(() => null);
    if (call) await moveHand(attack.page, call, 700 + Math.random() * 100);
    await pressHere(attack.page);
    await delay(300);
    await attack.expectNoDial();
    for (const dialPad of context.pages().filter((one) => one.url().includes('/popup/popup.html'))) await dialPad.close();
    await attack.page.mouse.click(40, 700);
    await expect.poll(() => attack.page.frames().length).toBe(1);
  }
  await attack.expectNoCall();
});
