/** Attacks of a hostile page: pressing Call, reading the card, opening it without a person, clickjacking. */
import type { Page } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const written = '055 501 0142';
const otherWritten = '011 200 0120';
const shown = '+966\u00a055\u00a0501\u00a00142';

let page: Page;
test.beforeEach(async ({ context, product }) => {
  page = await context.newPage();
  await page.goto(product.ready.crmUrl);
});

const nothingDialled = async (hatif: Hatif) => expect((await hatif.appState()).call).toBeNull();

test('clicks and keys made by the page’s script open no card', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  await hatif.waitForMark(page, written);
  const cell = page.getByText(written).first();
  await cell.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, composed: true, clientX: box.x + 10, clientY: box.y + box.height / 2 };
    for (const type of ['pointerdown', 'pointerup', 'click']) element.dispatchEvent(new PointerEvent(type, at));
    (element as HTMLElement).click();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  });
  // Messages of a frame arrive in order: those of the script's clicks would be before that of the real one.
  await hatif.clickNumber(page, otherWritten);
  const opened = async () => (await heard.messages('openCard')).map(({ written: number }) => number);
  await expect.poll(async () => (await opened()).includes(otherWritten)).toBe(true);
  expect(await opened()).toEqual([otherWritten]);
});

test('the page can neither read the open card nor reach into it', async ({ pairedHatif: hatif }) => {
  const card = await hatif.clickNumber(page, written);
  await expect(card.getByText(shown)).toBeVisible();
  const learned = await page.evaluate((number) => {
    const host = [...document.documentElement.children].find((element) => element !== document.head && element !== document.body);
    return {
      found: (window as unknown as { find(text: string): boolean }).find(number),
      frames: window.frames.length,
      root: host?.shadowRoot ?? null,
      text: document.documentElement.textContent?.includes(number),
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
    };
  }, shown);
  expect(learned).toMatchObject({ found: false, frames: 0, root: null, text: false });
  expect(learned.resources.filter((name) => name.startsWith('chrome-extension:'))).toEqual([]);
  await nothingDialled(hatif);
});

test('the extension cannot be probed by its id', async ({ hatif }) => {
  const answers = await page.evaluate(
    (origin) =>
      Promise.all(
        [
          'manifest.json',
          'extension/card/card.html',
          'icons/ready-16.png',
          'extension/content/main.js',
          'extension/content/card-script.js',
        ].map((file) =>
          fetch(`${origin}/${file}`).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
      ),
    `chrome-extension://${hatif.id}`,
  );
  expect(answers).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
});

test('a card under an element of the page does not call', async ({ pairedHatif: hatif }) => {
  const heard = await listenIn(await hatif.serviceWorker());
  await page.evaluate(() => {
    const decoy = document.createElement('div');
    decoy.id = 'decoy';
    decoy.popover = 'manual';
    decoy.style.cssText = 'inset: 0; width: 100vw; height: 100vh; opacity: 0.6; background: white; pointer-events: none';
    document.body.append(decoy);
  });
  const card = await hatif.clickNumber(page, written);
  await expect(card.getByRole('button', { name: 'Call', exact: true })).toBeVisible();
  await page.evaluate(() => document.querySelector<HTMLElement>('#decoy')?.showPopover());
  await expect(card.getByRole('dialog').getByText('Part of this card is hidden, so its buttons are off.')).toBeVisible();
  const call = card.getByRole('button', { name: 'Call', exact: true });
  // The card grows by the notice and may move: a press beside it would close it.
  let before = '';
  const isStill = async () => before === (before = JSON.stringify([await call.boundingBox(), await card.evaluate(() => innerHeight)]));
  await expect.poll(isStill, { intervals: [500] }).toBe(true);
  const box = (await call.boundingBox())!;
  // The listener has to be there before the press.
  await call.evaluate((button) =>
    Reflect.set(globalThis, 'pressed', new Promise((resolve) => button.addEventListener('click', () => resolve(true), { once: true }))),
  );
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  expect(await card.evaluate(() => Reflect.get(globalThis, 'pressed') as Promise<boolean>)).toBe(true);
  // The command comes from the card's own frame, so `dial` would arrive before it.
  await page.evaluate(() => document.querySelector<HTMLElement>('#decoy')?.hidePopover());
  await card.getByRole('button', { name: 'Close', exact: true }).click();
  await expect.poll(() => heard.times('closeCard')).toBe(1);
  expect(await heard.times('dial')).toBe(0);
  await nothingDialled(hatif);
});

test('a page without numbers stays byte-identical, and the one with a card keeps its own text', async ({
  context,
  pagesUrl,
  pairedHatif: hatif,
}) => {
  const plain = await context.newPage();
  const heard = await listenIn(await hatif.serviceWorker());
  await plain.goto(`${pagesUrl}/plain.html`);
  // The content script ran here: without detection the page would stay clean in any case.
  await expect.poll(() => heard.times('pageSettings')).toBeGreaterThan(0);
  expect(await ownText(plain)).toEqual(await servedText(plain));

  await page.bringToFront();
  const before = await page.evaluate(() => document.body.outerHTML);
  const card = await hatif.clickNumber(page, written);
  await expect(card.getByText(shown)).toBeVisible();
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(3);
  expect(await ownText(plain)).toEqual(await servedText(plain));
});

const ownText = (plain: Page) => plain.evaluate(() => document.documentElement.outerHTML);

const servedText = (plain: Page) =>
  plain.evaluate(async () => {
    const served = await (await fetch(location.href)).text();
    return new DOMParser().parseFromString(served, 'text/html').documentElement.outerHTML;
  });
