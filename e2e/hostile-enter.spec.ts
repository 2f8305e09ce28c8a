/** Enter, asked for or held by a page, starts no call. */
import { delay, moveHand } from './harness/hand.ts';
import { test } from './harness/hostile.ts';

const needsIsolation = { 'cross-origin-embedder-policy': 'require-corp' };
const telLink = `document.body.innerHTML = '<a href="tel:+966555010142" style="opacity: 0">0555010142</a>'; document.querySelector('a').focus()`;

test('a focused tel: link that nobody sees, and Enter twice', async ({ attack }) => {
  await attack.open('hostile.html');
  await attack.page.evaluate(telLink);
  await delay(500);
  await attack.pressEnter();
  await attack.card();
  await delay(1300);
  await attack.pressEnter();
  await delay(500);
  await attack.expectNoCall();
});

test('the same link on a page that keeps the card blank, and Enter held for five seconds', async ({ attack }) => {
  await attack.open('hostile.html', needsIsolation);
  await attack.page.evaluate(telLink);
  await delay(500);
  await attack.holdEnter(5000);
  await delay(500);
  await attack.expectNoCall();
});

for (const gapMs of [250, 450]) {
  test(`a click on Start, a cover over the card, and Enter three times, ${gapMs} ms apart`, async ({ attack }) => {
    await attack.open('hostile.html');
    await attack.start();
    await attack.card();
    await attack.page.evaluate(() => document.querySelector<HTMLElement>('#decoy')?.showPopover());
    await delay(1200);
    for (let times = 0; times < 3; times += 1) {
      await attack.pressEnter();
      await delay(gapMs);
    }
    await delay(1500);
    await attack.pressEnter();
    await delay(500);
    await attack.expectNoCall();
  });
}

test('a click on Start, a cover over the card, and Enter held', async ({ attack }) => {
  await attack.open('hostile.html');
  await attack.start();
  await attack.card();
  await attack.page.evaluate(() => document.querySelector<HTMLElement>('#decoy')?.showPopover());
  await delay(1200);
  await attack.pressEnter();
  await attack.holdEnter(2500);
  await attack.expectNoCall();
});

test('a click on Start, a page that keeps the card blank, and Enter every 0.4 s', async ({ attack }) => {
  await attack.open('hostile.html', needsIsolation);
  await attack.start();
  for (let times = 0; times < 10; times += 1) {
    await attack.pressEnter();
    await delay(340);
  }
  await attack.expectNoCall();
});

test('a click on Start, a page that keeps the card blank, and Enter held', async ({ attack }) => {
  await attack.open('hostile.html', needsIsolation);
  await attack.start();
  await attack.holdEnter(5000);
  await attack.expectNoCall();
});

test('a click on Start, a number that leaves for the corner with its card in plain sight, and Enter', async ({ attack }) => {
  await attack.open('hostile.html');
  const at = await attack.start();
  await attack.card();
  await attack.page.evaluate(() => Object.assign(document.querySelector<HTMLElement>('#number')!.style, { left: '20px', top: '420px' }));
  await moveHand(attack.page, { x: at.x + 200, y: at.y + 300 });
  await delay(1500);
  await attack.pressEnter();
  await delay(500);
  await attack.expectNoCall();
});
