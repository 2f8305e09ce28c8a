import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../state/settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('webextension-polyfill');
const { answerQuery } = await import('./queries.ts');
const { openCard } = await import('./cards.ts');
const { readAppState } = await import('../../state/app-state-store.ts');
const { countNumbers, countryLearnedFor } = await import('./site-countries.ts');

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `Office: +971 50 555 01${10 + i}`);
const senderOn = (host: string) => ({ id: 'hatif', url: `https://${host}/contacts`, tab: { id: 7 } }) as never;
const find = (host: string, texts: string[]) => answerQuery({ query: 'findNumbers', region: 'SA', texts }, senderOn(host));
const mannerOn = (host: string) => answerQuery({ query: 'pageSettings', host }, senderOn(host));
const choose = (change: object) => browser.storage.local.set({ settings: { ...defaultSettings, ...change } });

test('five numbers written with a country are its hint where the agent has a default, and its reading where there is none', async () => {
  await choose({ country: 'SA' });
  await find('dubai.example', numbers(4));
  expect(await mannerOn('dubai.example')).toMatchObject({ region: 'SA' });
  expect(await mannerOn('dubai.example')).not.toHaveProperty('hint');
  await find('dubai.example', numbers(5));
  await expect.poll(() => mannerOn('dubai.example')).toMatchObject({ region: 'SA', hint: 'AE' });
  await choose({ country: '' });
  expect(await mannerOn('dubai.example')).toMatchObject({ region: 'AE' });
  expect((await mannerOn('elsewhere.example')) as object).not.toMatchObject({ region: 'AE' });
});

test('what the agent has chosen for the site outdoes what was learned, as it did before', async () => {
  await choose({ country: '', countryBySite: { 'chosen.example': 'GB' } });
  await find('chosen.example', numbers(9));
  await expect.poll(() => countryLearnedFor('chosen.example')).toBe('AE');
  expect(await mannerOn('chosen.example')).toMatchObject({ region: 'GB' });
  expect(await mannerOn('chosen.example')).not.toHaveProperty('hint');
});

test('a card is told what was learned for its site', async () => {
  await find('card.example', numbers(6));
  await expect.poll(() => countryLearnedFor('card.example')).toBe('AE');
  await openCard({ command: 'openCard', written: '050 555 0119' }, senderOn('card.example'));
  expect((await readAppState()).cards[7]).toMatchObject({ learned: 'AE' });
});

test('no number is kept, and no more than a hundred sites', async () => {
  const seen = { e164: '+971505550119', country: 'AE', international: true };
  for (let i = 0; i < 105; i++) await countNumbers(`site-${i}.example`, [seen]);
  const kept = await browser.storage.session.get('siteNumbers');
  expect(JSON.stringify(kept)).not.toContain('5550119');
  expect(Object.keys(kept['siteNumbers'] as object)).toHaveLength(100);
});

test('a page without a host, and a host named like a part of every object, teach nothing', async () => {
  expect(await countNumbers('', [{ e164: '+971505550119', country: 'AE', international: true }])).toBe(false);
  expect(await countryLearnedFor('constructor')).toBeNull();
});
