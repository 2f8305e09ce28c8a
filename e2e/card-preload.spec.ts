/** The card that loads while the pointer is on its way: out of sight and of reach until the click, and one in the browser. */
import type { Frame, Page } from '@playwright/test';
import { cardHosts, expect, expectMarks, listenIn, middleOf, test } from './detection-harness.ts';

const [written, shown] = ['055 501 0142', '+966\u00a055\u00a0501\u00a00142'];
const other = '055 501 0143';

const cardsOn = (page: Page) => page.frames().filter((frame) => frame.url().includes('/card/card.html'));

/** Rests the pointer on a number. */
async function pointAt(page: Page, where: Page | Frame, text: string, offset = { x: 0, y: 0 }): Promise<void> {
  const { x, y } = await middleOf(where, text);
  await page.mouse.move(x + offset.x - 30, y + offset.y);
  await page.mouse.move(x + offset.x, y + offset.y, { steps: 3 });
}

async function press(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

/** How often a card shows the number; a frame that is leaving shows nothing. */
function timesShown(card: Frame): Promise<number> {
  return card
    .getByText(shown)
    .count()
    .catch(() => 0);
}

/** The card that loads for a number, once it has run its scripts. */
async function preloadedOn(page: Page): Promise<Frame> {
  await expect.poll(() => cardsOn(page).length, { message: 'one card loads' }).toBe(1);
  const card = cardsOn(page).at(0)!;
  await expect(card.locator('[data-state=blank]')).toBeAttached();
  return card;
}

test('the pointer on a number loads a card out of sight, and the click shows that card', async ({ page, site, worker, cards }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add(`<!doctype html><h1>Contacts</h1><p>${written}</p>`));
  await expectMarks(page, [written]);
  await pointAt(page, page, 'Contacts');
  await pointAt(page, page, written);
  const card = await preloadedOn(page);
  expect([await heard.times('orderPreload'), await heard.times('claimFrame'), await cards()]).toEqual([1, 1, 0]);
  expect((await card.locator('body').textContent())?.trim()).toBe('');
  await press(page);
  await expect(card.getByText(shown)).toBeVisible();
  expect(cardsOn(page)).toEqual([card]);
  expect([await cardHosts(page), await cards()]).toEqual([1, 1]);
  expect([await heard.times('orderFrame'), await heard.times('claimFrame')]).toEqual([0, 1]);
  await page.keyboard.press('Escape');
  await expect.poll(() => cardHosts(page), { message: 'the frame leaves with its card' }).toBe(0);
});

test('neither the pointer nor Tab finds it, and it takes no focus', async ({ page, site }) => {
  await page.goto(site.add(`<!doctype html><button id="first">first</button><p>${written}</p><button id="last">last</button>`));
  await expectMarks(page, [written]);
  await page.focus('#first');
  await pointAt(page, page, written);
  await preloadedOn(page);
  const focused = () => page.evaluate(() => document.activeElement?.id);
  expect(await focused()).toBe('first');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('last');
  // From the last element Tab leaves the page; an element of ours would have the focus here.
  await page.keyboard.press('Tab');
  const found = await page.evaluate(() => {
    const host = document.documentElement.lastElementChild!;
    const everywhere = [];
    for (let x = 5; x < innerWidth; x += 40) for (let y = 5; y < innerHeight; y += 40) everywhere.push(...document.elementsFromPoint(x, y));
    return { isHost: host !== document.body, isFocused: document.activeElement === host, isHit: everywhere.includes(host) };
  });
  expect(found).toEqual({ isHost: true, isFocused: false, isHit: false });
});

for (const [name, attack] of Object.entries({
  'takes it out and puts it back': 'host.remove(); document.documentElement.append(host)',
  'moves it into a box of its own': 'document.querySelector("section").append(host)',
  'moves it without a reload': 'document.querySelector("section").moveBefore?.(host, null)',
  'styles it': 'host.setAttribute("style", "position: static !important; opacity: .01 !important")',
})) {
  test(`a page that ${name} gets an empty frame, and the click opens a card of its own`, async ({ page, site }) => {
    await page.goto(site.add(`<!doctype html><p>${written}</p><section></section>`));
    await expectMarks(page, [written]);
    await pointAt(page, page, written);
    const preloaded = await preloadedOn(page);
    await page.evaluate(`{ const host = document.documentElement.lastElementChild; ${attack} }`);
    await press(page);
    await expect
      .poll(async () => (await Promise.all(cardsOn(page).map(timesShown))).join(), { message: 'one card shows the number' })
      .toBe('1');
    if (!name.startsWith('takes')) expect(cardsOn(page)).not.toContain(preloaded);
  });
}

test('a card that loads in another frame takes the place of the first', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  const inner = site.add(`<!doctype html><p>${other}</p>`).replace('127.0.0.1', 'localhost');
  await page.goto(site.add(`<!doctype html><p>${written}</p><iframe src="${inner}" style="height: 600px"></iframe>`));
  const frame = page.frames().find((one) => one.url() === inner)!;
  await expectMarks(page, [written]);
  await expectMarks(frame, [other]);
  await pointAt(page, page, written);
  expect((await preloadedOn(page)).parentFrame()).toBe(page.mainFrame());
  const box = (await page.locator('iframe').boundingBox())!;
  // Orders less than a second apart are refused: the pointer moves on until one is taken.
  await expect
    .poll(async () => {
      await pointAt(page, frame, other, box);
      return cardsOn(page).map((card) => card.parentFrame() === frame);
    })
    .toEqual([true]);
  expect(await cardHosts(page)).toBe(0);
  await expect.poll(() => heard.times('claimFrame')).toBe(2);
  await press(page);
  await expect(cardsOn(page).at(0)!.getByText('+966\u00a055\u00a0501\u00a00143')).toBeVisible();
});
