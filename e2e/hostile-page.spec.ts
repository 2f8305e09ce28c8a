/** Attempts of a page to detect Hatif, to misuse its clicks, or to confuse its settings. */
import type { Page } from '@playwright/test';
import { cardOn, expect, expectMarks, listenIn, test } from './detection-harness.ts';

const written = '055 501 0142';

const markStyle = (page: Page, name: string) =>
  page.evaluate((highlight) => getComputedStyle(document.body, `::highlight(${highlight})`).textDecoration, name);

test('a page without numbers cannot see the style of the marks', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add('<!doctype html><body><p>no number here</p></body>'));
  await expect.poll(() => heard.times('pageSettings')).toBeGreaterThan(0);
  const other = await page.context().newPage();
  await other.goto(site.add(`<!doctype html><body><p>${written}</p></body>`));
  await expectMarks(other, [written]);
  // Witness: where a number is marked, the style is there.
  expect(await markStyle(other, 'hatif-number')).toContain('underline');
  expect(await markStyle(page, 'hatif-number')).toBe(await markStyle(page, 'a-name-of-nobody'));
});

test('a link that changes after the click leads nowhere else', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  const elsewhere = site.add('<!doctype html><title>elsewhere</title>');
  await page.goto(
    site.add(`<!doctype html><body><a id="link" href="tel:99999">Call the office</a><p style="margin-left: 600px">${written}</p><script>
      addEventListener('pointerup', () => setTimeout(() => (link.href = '${elsewhere}')), { once: true });
    </script></body>`),
  );
  await expectMarks(page, [written]);
  await page.click('#link');
  await expect.poll(() => heard.times('readNumbers')).toBeGreaterThan(0);
  await expect.poll(() => page.evaluate(() => document.querySelector('a')!.href)).toBe(elsewhere);
  // Witness: the next click is answered after the first.
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  await expect((await cardOn(page)).getByRole('dialog')).toBeVisible();
  expect(page.url()).not.toBe(elsewhere);
});

for (const host of ['constructor', '__proto__']) {
  test(`numbers are found on a site called ${host}, which has settings of its own`, async ({ page, worker }) => {
    const body = `<!doctype html><body><p>${written}</p></body>`;
    await page.route(`http://${host}/`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await page.goto(`http://${host}/`);
    await expectMarks(page, [written]);
    await worker.evaluate(async (site) => {
      const countryBySite = Object.fromEntries([[site, 'GB']]);
      await chrome.storage.local.set({ settings: { country: 'SA', countryBySite } });
    }, host);
    // No British number: the country of the site is read.
    await expectMarks(page, []);
  });
}
