import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../state/settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('../../browser.ts');
const { answerQuery } = await import('./queries.ts');
const { openCard } = await import('./cards.ts');
const { readAppState } = await import('../../state/app-state-store.ts');
const { countNumbers, countryLearnedFor } = await import('./site-countries.ts');

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `Office: +971 50 555 01${10 + i}`);
const senderOn = (host: string) => ({ id: 'hatif', url: `https://${host}/contacts`, tab: { id: 7 } }) as never;
const find = (host: string, texts: string[]) => answerQuery({ query: 'findNumbers', region: 'SA', texts }, senderOn(host));
const settingsOn = (host: string) => answerQuery({ query: 'pageSettings', host }, senderOn(host));
const choose = (change: object) => browser.storage.local.set({ settings: { ...defaultSettings, ...change } });

test('five numbers with a country code make that country the hint; the region, too, when the agent has no default', async () => {
  await choose({ country: 'SA' });
  await find('dubai.example', numbers(4));
  expect(await settingsOn('dubai.example')).toMatchObject({ region: 'SA' });
  expect(await settingsOn('dubai.example')).not.toHaveProperty('hint');
  await find('dubai.example', numbers(5));
  await expect.poll(() => settingsOn('dubai.example')).toMatchObject({ region: 'SA', hint: 'AE' });
  await choose({ country: '' });
  expect(await settingsOn('dubai.example')).toMatchObject({ region: 'AE' });
  expect((await settingsOn('elsewhere.example')) as object).not.toMatchObject({ region: 'AE' });
});

test("the agent's choice for a site takes precedence over the learned country", async () => {
  await choose({ country: '', countryBySite: { 'chosen.example': 'GB' } });
  await find('chosen.example', numbers(9));
  await expect.poll(() => countryLearnedFor('chosen.example')).toBe('AE');
  expect(await settingsOn('chosen.example')).toMatchObject({ region: 'GB' });
  expect(await settingsOn('chosen.example')).not.toHaveProperty('hint');
});

test('a card has the learned country of its site', async () => {
  await find('card.example', numbers(6));
  await expect.poll(() => countryLearnedFor('card.example')).toBe('AE');
  await openCard({ nonce: 'f', written: '050 555 0119' }, senderOn('card.example'));
  expect((await readAppState()).cards[7]).toMatchObject({ learned: 'AE' });
});

test('storage holds no number and at most a hundred sites', async () => {
  const number = { e164: '+971505550119', country: 'AE', international: true };
  for (let i = 0; i < 105; i++) await countNumbers(`site-${i}.example`, [number]);
  const stored = await browser.storage.session.get('siteNumbers');
  expect(JSON.stringify(stored)).not.toContain('5550119');
  expect(Object.keys(stored['siteNumbers'] as object)).toHaveLength(100);
});

test('no country is learned for a page without a host', async () => {
  expect(await countNumbers('', [{ e164: '+971505550119', country: 'AE', international: true }])).toBe(false);
});

test.each(['constructor', '__proto__'])('a host called %s has settings, and learns its country', async (host) => {
  await choose({ country: 'SA' });
  expect(await countryLearnedFor(host)).toBeNull();
  expect(await settingsOn(host)).toMatchObject({ region: 'SA' });
  expect(await settingsOn(host)).not.toHaveProperty('place');
  await find(host, numbers(6));
  await expect.poll(() => countryLearnedFor(host)).toBe('AE');
  await choose({ country: 'SA', countryBySite: { [host]: 'GB' }, cardPlaces: { [host]: { top: 1, end: 2 } } });
  expect(await settingsOn(host)).toMatchObject({ region: 'GB', place: { top: 1, end: 2 } });
});
