/** Numbers of another country than the agent's: a page tells its country by its own numbers. The agent is Saudi. */
import type { Page, Worker } from '@playwright/test';
import { countryPages } from '../shared/fixtures/country-pages.ts';
import { readNumber } from '../shared/phone-number.ts';
import { cardOn, expect, expectMarks, marksOn, middleOf, test } from './detection-harness.ts';

const names = ['Layla Haddad', 'Omar Said', 'Dana Reed', 'Sam Okoro', 'Mia Lind', 'Jon Vega', 'Ana Costa', 'Li Wei', 'Ed Moss', 'Zoe Hart'];

/** A list of contacts, without a language and on an address that tells no country. */
function contactsPage(numbers: readonly string[], lang = ''): string {
  const rows = numbers.map((number, i) => `<tr><td>${names[i % names.length]}</td><td>${number}</td><td>Order ${70_000_000 + i}</td></tr>`);
  return `<!doctype html><html lang="${lang}"><table><tr><th>Name</th><th>Phone</th><th>Last order</th></tr>${rows.join('')}</table>`;
}

const numbersOf = (code: string) => countryPages.find(([country]) => country === code)![1];

/** The number that the card of `written` calls. */
async function numberCalled(page: Page, worker: Worker, written: string): Promise<string | undefined> {
  const { x, y } = await middleOf(page, written);
  await page.mouse.click(x, y);
  await cardOn(page);
  const shown = () =>
    worker.evaluate(async (text) => {
      const { board: appState } = (await chrome.storage.session.get('board')) as {
        board?: { cards: Record<string, { written: string; number?: string }> };
      };
      return Object.values(appState?.cards ?? {}).find((card) => card.written === text)?.number ?? null;
    }, written);
  await expect.poll(shown, { message: `the card of ${written}` }).not.toBeNull();
  const number = await shown();
  await page.keyboard.press('Escape');
  return number ?? undefined;
}

for (const [country, numbers] of countryPages) {
  test(`the numbers of a page from ${country} are marked within a second of its load, and read for ${country}`, async ({
    page,
    site,
    worker,
  }) => {
    await page.goto(site.add(contactsPage(numbers)), { waitUntil: 'load' });
    const loaded = Date.now();
    await expect.poll(async () => (await marksOn(page)).length, { intervals: [50], timeout: 15_000 }).toBeGreaterThanOrEqual(9);
    expect(Date.now() - loaded).toBeLessThan(1000);
    await expectMarks(page, [...numbers]);
    for (const written of numbers.filter((_, i) => i % 5 === 0)) {
      const read = readNumber(written, country);
      expect(await numberCalled(page, worker, written)).toBe('e164' in read ? read.e164 : null);
    }
  });
}

test('on a German page a number that is valid in both countries is the German one', async ({ page, site, worker }) => {
  const german = numbersOf('DE');
  // On its own, `0511 168 000` is a Saudi mobile.
  await page.goto(site.add(contactsPage([...german, '0511 168 000'])));
  await expectMarks(page, [...german, '0511 168 000']);
  expect(await numberCalled(page, worker, '0511 168 000')).toBe('+49511168000');
});

test("a single-page app that shows another country's records is read anew", async ({ page, site, worker }) => {
  await page.goto(site.add(contactsPage(numbersOf('US'))));
  await expectMarks(page, [...numbersOf('US')]);
  await page.evaluate(
    (html) => {
      history.pushState(null, '', '?records=british');
      document.body.innerHTML = html;
    },
    contactsPage(numbersOf('GB')),
  );
  await expectMarks(page, [...numbersOf('GB')]);
  expect(await numberCalled(page, worker, '020 7946 0018')).toBe('+442079460018');
});
