/** Numbers of another country than the agent's: a page tells its country by its own numbers. The agent is Saudi. */
import type { Frame, Page, Worker } from '@playwright/test';
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

async function openCard(page: Page, written: string): Promise<Frame> {
  const { x, y } = await middleOf(page, written);
  await page.mouse.click(x, y);
  return cardOn(page);
}

/** The number that the card of `written` calls. */
async function numberCalled(page: Page, worker: Worker, written: string): Promise<string | undefined> {
  await openCard(page, written);
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
  test(`the numbers of a page from ${country} are marked and read for ${country}`, async ({ page, site, worker }) => {
    await page.goto(site.add(contactsPage(numbers)));
    await expectMarks(page, [...numbers]);
    const [written = ''] = numbers;
    const read = readNumber(written, country);
    expect(await numberCalled(page, worker, written)).toBe('e164' in read ? read.e164 : null);
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

const storedCountry = (worker: Worker) =>
  worker.evaluate(async () => ((await chrome.storage.local.get('settings'))['settings'] as { countryBySite?: object }).countryBySite ?? {});

test('a page with two numbers asks for their country, once for the site', async ({ page, site, worker }) => {
  const [one = '', two = ''] = numbersOf('US');
  await page.goto(site.add(contactsPage([one, two])));
  await expectMarks(page, [one, two], 'unsure');
  expect(await marksOn(page)).toEqual([]);
  const card = await openCard(page, one);
  await expect(card.getByRole('heading', { name: 'Which country?' })).toBeVisible();
  await expect(card.getByRole('group', { name: 'Which country?' }).getByRole('button')).toHaveCount(3);
  await expect(card.getByRole('button', { name: /^Call/ })).toHaveCount(0);
  await card.getByRole('button', { name: 'United States' }).click();
  await expect(card.getByText('+1\u00a0415\u00a0555\u00a02671')).toBeVisible();
  expect(await storedCountry(worker)).toEqual({ '127.0.0.1': 'US' });
  await expectMarks(page, [one, two]);
  expect(await marksOn(page, 'unsure')).toEqual([]);
});

test('on a page with numbers of three countries no number is read for a wrong one', async ({ page, site, worker }) => {
  const mixed = ['US', 'GB', 'DE'].flatMap((country) =>
    numbersOf(country)
      .slice(0, 4)
      .map((written) => ({ country, written })),
  );
  // `0511 168 000` would be a Saudi mobile, too.
  const all = [...mixed, { country: 'DE', written: '0511 168 000' }, { country: 'FR', written: '+33 1 42 68 53 00' }];
  await page.goto(site.add(contactsPage(all.map(({ written }) => written))));
  await expectMarks(page, ['+33 1 42 68 53 00']);
  await expectMarks(
    page,
    all.slice(0, -1).map(({ written }) => written),
    'unsure',
  );
  const card = await openCard(page, '0121 496 0144');
  await card.getByRole('button', { name: 'United Kingdom' }).click();
  await expect(card.getByText('+44\u00a0121\u00a0496\u00a00144')).toBeVisible();
  // The answer for one number of a mixed page is none for the others.
  expect(await storedCountry(worker)).toEqual({});
});

test('a country that the vote got wrong is corrected with one press', async ({ page, site, worker }) => {
  await page.goto(site.add(contactsPage([...numbersOf('DE'), '0511 168 000'])));
  await expectMarks(page, [...numbersOf('DE'), '0511 168 000']);
  const card = await openCard(page, '0511 168 000');
  await expect(card.getByText('Country learned from the other numbers on this site.')).toBeVisible();
  await card.getByRole('button', { name: 'Read as Saudi Arabia on this site' }).click();
  await expect(card.getByText('+966\u00a051\u00a0116\u00a08000')).toBeVisible();
  expect(await storedCountry(worker)).toEqual({ '127.0.0.1': 'SA' });
});

test("a tel: link without a country code asks, too, where the page's country is not known", async ({ page, site }) => {
  await page.goto(site.add('<!doctype html><a href="tel:4155552671">Call the shop</a>'));
  await expectMarks(page, ['Call the shop'], 'unsure');
  const card = await openCard(page, 'Call the shop');
  await card.getByRole('button', { name: 'United States' }).click();
  await expect(card.getByText('+1\u00a0415\u00a0555\u00a02671')).toBeVisible();
});

test('a number that no plan knows is marked, and its card says so and calls nobody', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // Numbers for films: of a possible length, and in no range that is in use.
  await page.goto(site.add(contactsPage([...numbersOf('GB'), '07700 900123', '+44 7700 900456'])));
  await expectMarks(page, [...numbersOf('GB')]);
  await expectMarks(page, ['07700 900123', '+44 7700 900456'], 'unsure');
  const card = await openCard(page, '07700 900123');
  // The number is isolated from the direction of the text around it.
  await expect(card.getByText(/As far as Hatif knows, .?07700 900123.? is no phone number in United Kingdom\./)).toBeVisible();
  await expect(card.getByRole('button', { name: /^Call/ })).toHaveCount(0);
  await expect(card.getByRole('button', { name: 'Change' })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Edit number' })).toBeVisible();
  await card.getByRole('button', { name: 'Copy number' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()).catch(() => '')).toBe('07700 900123');
});

test('a page that plants numbers misleads about itself alone, and its card says which country and why', async ({ page, site, worker }) => {
  const planted = numbersOf('DE').map((number) => `<p style="font-size: 1px">${number}</p>`);
  const own = '<!doctype html><p>Mobile: 0511 168 000</p>';
  await page.goto(site.add(own + planted.join('')));
  await expectMarks(page, [...numbersOf('DE'), '0511 168 000']);
  const card = await openCard(page, '0511 168 000');
  await expect(card.getByText('+49\u00a0511\u00a0168000')).toBeVisible();
  await expect(card.getByText('Country learned from the other numbers on this site.')).toBeVisible();
  await expect(card.getByRole('button', { name: 'Read as Saudi Arabia on this site' })).toBeVisible();
  // Its card stays open, and a card of the same text is looked for next.
  const context = page.context();
  await page.close();
  const elsewhere = await context.newPage();
  await elsewhere.goto(site.add(own).replace('127.0.0.1', 'localhost'));
  await expectMarks(elsewhere, ['0511 168 000']);
  expect(await numberCalled(elsewhere, worker, '0511 168 000')).toBe('+966511168000');
});

const american = (i: number) => `(${[415, 212, 312, 206, 617][i % 5]}) 624-${1000 + (i % 9000)}`;

test('of a page with 100,000 numbers, those on the screen are marked, and another tab is served', async ({ page, site, context }) => {
  test.setTimeout(180_000);
  const lines = Array.from({ length: 100_000 }, (_, i) => `<p>${american(i)}</p>`);
  await page.goto(site.add(`<!doctype html>${lines.join('')}`));
  const onScreen = Array.from({ length: 10 }, (_, i) => american(i));
  // Most of the time is the browser's: it lays out 100,000 paragraphs, and computes their style once more for the marks.
  await expect.poll(() => marksOn(page), { message: 'the first lines', timeout: 60_000 }).toEqual(expect.arrayContaining(onScreen));
  const other = await context.newPage();
  await other.goto(site.add('<!doctype html><p>Mobile 055 501 0142</p>').replace('127.0.0.1', 'localhost'));
  await expectMarks(other, ['055 501 0142']);
  await other.close();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  // Between two lines is a gap, where the body is.
  const written = await page.evaluate(
    () => [0, 20].map((y) => document.elementFromPoint(40, innerHeight / 2 + y)!).find(({ tagName }) => tagName === 'P')!.textContent,
  );
  await expect.poll(() => marksOn(page), { message: 'the lines in the middle', timeout: 60_000 }).toContain(written);
});
