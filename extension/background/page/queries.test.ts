import { beforeAll, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../state/settings.ts';
import { maxMessageLength, maxTextLength } from '../../protocol/limits.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('../../browser.ts');
const { answerQuery, parseQuery } = await import('./queries.ts');

beforeAll(() => browser.storage.local.set({ settings: { ...defaultSettings, country: 'SA' } }));

const sender = { id: 'hatif', url: 'https://crm.example/', frameId: 0, tab: { id: 4, url: 'https://crm.example/' } as never };
const query = (texts: string[]) => ({ query: 'findNumbers', texts, areTyped: false });

it('finds the numbers of each text, with their offsets in a text of many parts', async () => {
  const long = `${'word\n'.repeat(900)}055 501 0142`;
  const found = await answerQuery(parseQuery(query(['none', long])), sender);
  expect(found).toEqual([[], [{ start: 4500, end: 4512, e164: '+966555010142', country: 'SA', international: false }]]);
});

it.each([
  ['a text that is too long', ['1'.repeat(maxTextLength + 1)]],
  ['texts that are too long together', Array.from({ length: maxMessageLength / maxTextLength + 1 }, () => '1'.repeat(maxTextLength))],
  ['too many texts', Array.from({ length: 201 }, () => '')],
])('refuses %s', (_, texts) => {
  expect(() => parseQuery(query(texts))).toThrow('request-refused');
});

it('takes texts of the greatest length', () => {
  const texts = Array.from({ length: maxMessageLength / maxTextLength }, () => '1'.repeat(maxTextLength));
  expect(parseQuery(query(texts))).toEqual(query(texts));
});
