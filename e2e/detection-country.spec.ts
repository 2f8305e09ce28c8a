/** The country of a national number: as the agent corrects it on the card, and as learned from a site's own numbers. */
import type { Frame, Page, Worker } from '@playwright/test';
import { cardOn, expect, expectMarks, middleOf, test } from './detection-harness.ts';

/** Clicks the number and returns the card over it. */
async function openCard(page: Page, written: string): Promise<Frame> {
  const { x, y } = await middleOf(page, written);
  await page.mouse.click(x, y);
  return cardOn(page);
}

/** Waits until the iframe has the height of the card: until then a press on its new part goes to the page. */
async function expectWhole(card: Frame): Promise<void> {
  await expect.poll(() => card.evaluate(() => innerHeight >= document.body.scrollHeight)).toBe(true);
}

const numbersRead = (worker: Worker) =>
  worker.evaluate(async () => {
    const { board: appState } = (await chrome.storage.session.get('board')) as { board?: { cards: Record<string, { number?: string }> } };
    return Object.values(appState?.cards ?? {}).map(({ number }) => number);
  });

test('a country that is corrected on the card is kept for the site: its numbers are read for it from then on', async ({
  page,
  site,
  worker,
}) => {
  const html = '<!doctype html><p>Desk: 04 330 4567</p><p>Mobile: 050 555 0119</p>';
  await page.goto(site.add(html));
  // 04 330 4567 is no number in Saudi Arabia, the default.
  await expectMarks(page, ['050 555 0119']);
  const card = await openCard(page, '050 555 0119');
  await expect(card.getByText('Country from your default.')).toBeVisible();
  await card.getByRole('button', { name: 'Change' }).click();
  await expectWhole(card);
  await card.getByLabel('Remember for this site').check();
  await card.getByRole('combobox').fill('Emirates');
  await card.getByRole('option', { name: /United Arab Emirates/ }).click();
  await expect(card.getByText('+971\u00a050\u00a0555\u00a00119')).toBeVisible();
  await expectMarks(page, ['04 330 4567', '050 555 0119']);

  const next = await page.context().newPage();
  await next.goto(site.add(html));
  await expectMarks(next, ['04 330 4567', '050 555 0119']);
  const again = await openCard(next, '050 555 0119');
  await expect(again.getByText('Country remembered for this site.')).toBeVisible();
  expect((await numbersRead(worker)).at(-1)).toBe('+971505550119');
});

test('where another country is likelier, one press has the site read for it', async ({ page, site, worker }) => {
  // Both countries have numbers that begin with 050.
  await page.goto(site.add('<!doctype html><html lang="ar-AE"><p>Mobile: 050 555 0120</p><p>Mobile: 050 555 0119</p>'));
  await expectMarks(page, ['050 555 0119', '050 555 0120']);
  const card = await openCard(page, '050 555 0119');
  await card.getByRole('button', { name: 'Read as United Arab Emirates on this site' }).click();
  await expect(card.getByText('+971\u00a050\u00a0555\u00a00119')).toBeVisible();
  await expect(card.getByText('Country remembered for this site.')).toBeVisible();
  expect(await worker.evaluate(async () => (await chrome.storage.local.get('settings'))['settings'])).toMatchObject({
    countryBySite: { '127.0.0.1': 'AE' },
  });
  await expect(card.getByRole('button', { name: 'Read as Saudi Arabia on this site' })).toBeVisible();
  await expect
    .poll(async () => {
      await openCard(page, '050 555 0120');
      return (await numbersRead(worker)).at(-1);
    })
    .toBe('+971505550120');
});

test('a country that was chosen without the tick can be kept afterwards', async ({ page, site, worker }) => {
  await page.goto(site.add('<!doctype html><p>Mobile: 050 555 0119</p>'));
  await expectMarks(page, ['050 555 0119']);
  const card = await openCard(page, '050 555 0119');
  await card.getByRole('button', { name: 'Change' }).click();
  await expectWhole(card);
  await card.getByRole('combobox').fill('Emirates');
  await card.getByRole('option', { name: /United Arab Emirates/ }).click();
  await expect(card.getByText('Country chosen by you.')).toBeVisible();
  const kept = () => worker.evaluate(async () => (await chrome.storage.local.get('settings'))['settings'] as { countryBySite?: object });
  expect((await kept()).countryBySite ?? {}).toEqual({});
  await card.getByRole('button', { name: 'Remember for this site' }).click();
  await expect(card.getByText('Country remembered for this site.')).toBeVisible();
  expect((await kept()).countryBySite).toEqual({ '127.0.0.1': 'AE' });
});

const offices = [0, 1, 2, 3, 4].map((i) => `+971 4 330 456${i}`);
const withOffices = (local: string) => `<!doctype html>${offices.map((number) => `<p>${number}</p>`).join('')}<p>Desk: ${local}</p>`;

test('international numbers teach the country of a site: numbers invalid at home are read for it', async ({ page, site, worker }) => {
  await page.goto(site.add(withOffices('04 330 4569')));
  await expectMarks(page, [...offices, '04 330 4569']);
  const card = await openCard(page, '04 330 4569');
  await expect(card.getByText('Country learned from the other numbers on this site.')).toBeVisible();
  expect(await numbersRead(worker)).toEqual(['+97143304569']);
});

test('without a home country, the numbers of a site are read for the learned country', async ({ page, site, worker }) => {
  await worker.evaluate(() => chrome.storage.local.set({ settings: { country: '' } }));
  await page.goto(site.add(withOffices('050 555 0119')));
  await expectMarks(page, [...offices, '050 555 0119']);
  await expect(await openCard(page, '050 555 0119').then((card) => card.locator('.number-source-notice'))).toContainText(
    'learned from the other numbers',
  );
  expect(await numbersRead(worker)).toEqual(['+971505550119']);
});
