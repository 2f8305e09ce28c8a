/** A card belongs to its frame: no other frame of the tab changes the number that it shows. */
import type { Frame, Page } from '@playwright/test';
import { cardHosts, expect, expectMarks, type Site, test } from './detection-harness.ts';

const [written, shown] = ['055 501 0142', '+966\u00a055\u00a0501\u00a00142'];
const [foreign, foreignShown] = ['+1 415 555 0132', '+1\u00a0415\u00a0555\u00a00132'];

const cardsOn = (page: Page) => page.frames().filter((frame) => frame.url().includes('/card/card.html'));

async function onlyCard(page: Page): Promise<Frame> {
  await expect.poll(() => cardsOn(page).length, { message: 'one card' }).toBe(1);
  return cardsOn(page).at(0) as Frame;
}

/** A page with a number, and a frame of another site with another one. */
async function openBoth(page: Page, site: Site): Promise<Frame> {
  const advert = site.add(`<!doctype html><p style="opacity: .01">${foreign}</p>`).replace('127.0.0.1', 'localhost');
  await page.goto(site.add(`<!doctype html><p>${written}</p><iframe src="${advert}" style="margin-left: 600px; height: 500px"></iframe>`));
  const frame = page.frames().find((one) => one.url() === advert)!;
  await expectMarks(page, [written]);
  await expectMarks(frame, [foreign]);
  return frame;
}

/** Every text that the card shows from now on, also when its frame is gone. */
function textsOf(page: Page, card: Frame): { all: string[]; watch: () => Promise<void> } {
  const all: string[] = [];
  page.on('console', (message) => message.text().startsWith('card: ') && all.push(message.text()));
  const watch = () =>
    card.evaluate(() => {
      const { body } = document;
      const tell = () => console.log(`card: ${body.textContent}`);
      new MutationObserver(tell).observe(body, { subtree: true, childList: true, characterData: true });
      tell();
    });
  return { all, watch };
}

test('a click on a number of another frame closes the open card and opens its own', async ({ page, site, cards }) => {
  const advert = await openBoth(page, site);
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  const first = await onlyCard(page);
  await expect(first.getByText(shown)).toBeVisible();
  const texts = textsOf(page, first);
  await texts.watch();

  await advert.getByText(foreign).click({ position: { x: 20, y: 8 } });
  await expect.poll(() => cardsOn(page).some((card) => card !== first)).toBe(true);
  const second = cardsOn(page).find((card) => card !== first)!;
  await expect(second.getByText(foreignShown)).toBeVisible();
  await expect.poll(() => cardsOn(page)).toEqual([second]);
  expect(second.parentFrame()).toBe(advert);
  expect(await cardHosts(page)).toBe(0);
  expect(texts.all[0]).toContain(shown);
  expect(texts.all.filter((text) => text.includes(foreignShown))).toEqual([]);

  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  await expect.poll(() => cardsOn(page).map((card) => card.parentFrame() === page.mainFrame())).toEqual([true]);
  await expect((await onlyCard(page)).getByText(shown)).toBeVisible();
  expect(await cards()).toBe(1);
});

test('a card that the page takes out once is put back, and draws again', async ({ page, site }) => {
  await page.goto(site.add(`<!doctype html><p>${written}</p>`));
  await expectMarks(page, [written]);
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  const first = await onlyCard(page);
  await expect(first.getByText(shown)).toBeVisible();
  await page.evaluate(() => document.documentElement.lastElementChild!.remove());
  await expect.poll(() => first.isDetached(), { message: 'the frame loads again' }).toBe(true);
  await expect((await onlyCard(page)).getByText(shown)).toBeVisible();
  expect(await cardHosts(page)).toBe(1);
});

test('the other number of the same frame moves the card, and Escape closes it', async ({ page, site, cards }) => {
  await page.goto(site.add(`<!doctype html><p>${written}</p><p style="margin-left: 600px">${foreign}</p>`));
  await expectMarks(page, [written, foreign]);
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  const card = await onlyCard(page);
  await expect(card.getByText(shown)).toBeVisible();
  await page.getByText(foreign).click({ position: { x: 20, y: 8 } });
  const moved = await onlyCard(page);
  await expect(moved.getByText(foreignShown)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => moved.isDetached()).toBe(true);
  // The pointer still rests on a number: a card for it may load ahead, empty and out of reach, and does not count.
  expect(await cards()).toBe(0);
});
