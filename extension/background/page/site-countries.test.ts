import { beforeEach, expect, test, vi } from 'vitest';
import { countryPages } from '../../../shared/fixtures/country-pages.ts';
import { defaultSettings } from '../../state/settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('../../browser.ts');
const { answerQuery } = await import('./queries.ts');
const { openCard } = await import('./cards.ts');
const { readAppState } = await import('../../state/app-state-store.ts');
const { pageOf, readingFor } = await import('./page-reading.ts');

const told = vi.spyOn(browser.tabs, 'sendMessage');
const facts = { countries: [] as string[], currencies: [] as string[], locale: '' };
const executeScript = vi.fn(async (_: unknown) => [{ frameId: 0, result: facts }]);
vi.stubGlobal('chrome', { scripting: { executeScript } });
const offices = (count: number) => Array.from({ length: count }, (_, i) => `Office: +971 50 555 01${10 + i}`);
const numbersOf = (country: string) => countryPages.find(([code]) => code === country)![1];
const senderOn = (host: string, page = 'contacts') =>
  ({ id: 'hatif', url: `https://${host}/${page}`, tab: { id: 7 }, documentId: `${host}/${page}`, frameId: 0 }) as never;
const find = async (host: string, texts: readonly string[], page?: string, areTyped = false) => {
  const found = await answerQuery({ query: 'findNumbers', texts: [...texts], areTyped }, senderOn(host, page));
  return (found as { e164: string }[][]).flat().map(({ e164 }) => e164);
};
const settingsOn = (host: string, lang?: string, page?: string) =>
  answerQuery({ query: 'pageSettings', host, ...(lang ? { lang } : {}) }, senderOn(host, page));
const choose = (change: object) => browser.storage.local.set({ settings: { ...defaultSettings, country: 'SA', ...change } });

beforeEach(async () => {
  await choose({});
  told.mockClear();
  executeScript.mockClear();
  Object.assign(facts, { countries: [], currencies: [], locale: '' });
});

test('a page is read for the country of its own numbers, in the first answer, and then has its texts read again', async () => {
  const found = await find('us.example', numbersOf('US'));
  expect(found).toHaveLength(10);
  expect(found).toContain('+14155552671');
  expect(await settingsOn('us.example')).toMatchObject({ regions: 'US' });
  expect(told).toHaveBeenCalledExactlyOnceWith(7, expect.objectContaining({ message: { command: 'pageSettingsChanged' } }));
});

test('the first digits of a number that a person types do not count, also where they are a number of another country', async () => {
  const page = ['055 501 0142', '055 501 0144'];
  await find('notes.example', page);
  await find('notes.example', ['Ring 055501014'], 'contacts', true);
  expect(await find('notes.example', ['Ring 0555010143'], 'contacts', true)).toEqual(['+966555010143']);
  // Not typed, they are all numbers of Italy.
  await find('list.example', page);
  await find('list.example', ['Ring 055501014', 'Ring 0555010143']);
  expect(await find('list.example', ['Ring 0555010143'])).toEqual(['+390555010143']);
});

test("a number that is valid at home too is read as the page's", async () => {
  // `0511 168 000` is a number of Hanover, and, without its meaning there, a Saudi mobile.
  expect(await find('few.example', ['Tel. 0511 168 000'])).toEqual(['+966511168000']);
  expect(await find('de.example', [...numbersOf('DE').map((number) => `Tel. ${number}`), 'Tel. 0511 168 000'])).toContain('+49511168000');
});

test("a site's country is that of its other pages where a page has too few numbers", async () => {
  await find('shop.example', numbersOf('GB'), 'team');
  expect(await settingsOn('shop.example', '', 'contact')).toMatchObject({ regions: 'GB' });
  expect(await find('shop.example', ['Call 0161 496 0001'], 'contact')).toEqual(['+441614960001']);
});

test('a page with enough numbers of its own is not read for the country of other pages', async () => {
  await find('crm.example', numbersOf('GB'), 'british');
  expect(await find('crm.example', numbersOf('US'), 'american')).toContain('+12127365000');
  expect(await settingsOn('crm.example', '', 'american')).toMatchObject({ regions: 'US' });
  expect(await settingsOn('crm.example', '', 'british')).toMatchObject({ regions: 'GB' });
});

test('numbers planted on one site change the reading of no other', async () => {
  await find('planted.example', numbersOf('FR'));
  expect(await settingsOn('planted.example')).toMatchObject({ regions: 'FR' });
  expect(await settingsOn('bank.example')).toMatchObject({ regions: 'SA' });
});

const isOpen = async (host: string) => (await readingFor(pageOf(senderOn(host)))).isVoteOpen;
const labelled = (count: number) => Array.from({ length: count }, (_, i) => `Phone: (415) 555-26${10 + i}`);

test('the vote closes after sixteen numbers, and where the agent has chosen: further texts are not read for all plans', async () => {
  await find('long.example', labelled(15));
  expect(await isOpen('long.example')).toBe(true);
  await find('long.example', labelled(16));
  expect(await isOpen('long.example')).toBe(false);
  expect(await isOpen('new.example')).toBe(true);
  await choose({ countryBySite: { 'new.example': 'GB' } });
  expect(await isOpen('new.example')).toBe(false);
});

test("the agent's choice for a site takes precedence over the vote", async () => {
  await choose({ countryBySite: { 'chosen.example': 'GB' } });
  await find('chosen.example', numbersOf('US'));
  expect(await settingsOn('chosen.example')).toMatchObject({ regions: 'GB' });
});

test('five numbers with a country code make that country the second; the first, too, when the agent has no default', async () => {
  await find('dubai.example', offices(4));
  expect(await settingsOn('dubai.example')).toMatchObject({ regions: 'SA' });
  await find('dubai.example', offices(5));
  expect(await settingsOn('dubai.example')).toMatchObject({ regions: 'SA,AE' });
  await choose({ country: '' });
  expect(await settingsOn('dubai.example')).toMatchObject({ regions: 'AE' });
});

test('the language of the page breaks a tie', async () => {
  const danish = ['Tlf. 33 12 34 56', 'Tlf. 21 23 45 67', 'Tlf. 31 45 67 89'];
  await settingsOn('tie.example', 'en');
  expect(await find('tie.example', danish)).toEqual([null, null, null]);
  await settingsOn('dansk.example', 'da');
  expect(await find('dansk.example', danish)).toEqual(['+4533123456', '+4521234567', '+4531456789']);
});

test.each([
  ['its currency', { currencies: ['DKK', 'DKK', 'EUR'] }],
  ['its addresses', { countries: ['Danmark', 'DK'] }],
  ['the locale of its preview', { locale: 'da_DK' }],
])('%s breaks a tie, in the first answer', async (what, said) => {
  Object.assign(facts, said);
  const host = `${what.replaceAll(' ', '-')}.example`;
  expect(await find(host, ['Tlf. 33 12 34 56', 'Tlf. 21 23 45 67', 'Tlf. 31 45 67 89'])).toEqual([
    '+4533123456',
    '+4521234567',
    '+4531456789',
  ]);
  await find(host, ['Tlf. 31 45 67 90']);
  expect(executeScript).toHaveBeenCalledOnce();
});

test('a page whose numbers decide is not asked for anything else', async () => {
  Object.assign(facts, { currencies: ['DKK'] });
  expect(await find('us-only.example', numbersOf('US'))).toHaveLength(10);
  expect(executeScript).not.toHaveBeenCalled();
});

test('a card has the country of its page', async () => {
  await find('card.example', numbersOf('US'));
  await openCard({ nonce: 'f', written: '(415) 555-2671' }, senderOn('card.example'));
  expect((await readAppState()).cards[7]).toMatchObject({ learned: 'US' });
});

test.each(['Mobile', 'Handy', 'هاتف', 'Teléfono:'])('a card does not take the label %s for a name', async (name) => {
  await openCard({ nonce: 'f', written: '055 501 0142', number: '+966555010142', name: 'Noura Al-Harbi' }, senderOn('card.example'));
  expect((await readAppState()).cards[7]).toMatchObject({ name: 'Noura Al-Harbi' });
  await openCard({ nonce: 'f', written: '055 501 0142', number: '+966555010142', name }, senderOn('card.example'));
  expect((await readAppState()).cards[7]).not.toHaveProperty('name');
});

test('storage holds no number and at most a hundred sites', async () => {
  for (let i = 0; i < 105; i++) await find(`site-${i}.example`, ['Office: +971 50 555 0119', 'Office: 050 555 0119']);
  const { sites } = await browser.storage.session.get('sites');
  expect(JSON.stringify(sites)).not.toContain('5550119');
  expect(sites).toHaveLength(100);
});

test('a page without a host is read for its own numbers and remembered nowhere', async () => {
  const found = await answerQuery(
    { query: 'findNumbers', texts: [...numbersOf('US')], areTyped: false },
    { id: 'hatif', url: 'about:blank' },
  );
  expect((found as object[][]).flat()).toHaveLength(10);
  expect((await browser.storage.session.get('sites'))['sites'] as [string][]).not.toContainEqual(['', expect.anything()]);
});

test.each(['constructor', '__proto__'])('a host called %s has settings, and a country of its own', async (host) => {
  expect(await settingsOn(host)).toMatchObject({ regions: 'SA' });
  expect(await settingsOn(host)).not.toHaveProperty('place');
  await find(host, numbersOf('US'));
  expect(await settingsOn(host)).toMatchObject({ regions: 'US' });
  await choose({ countryBySite: { [host]: 'GB' }, cardPlaces: { [host]: { top: 1, end: 2 } } });
  expect(await settingsOn(host)).toMatchObject({ regions: 'GB', place: { top: 1, end: 2 } });
});
