import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import ar from '../../_locales/ar/messages.json' with { type: 'json' };
import en from '../../_locales/en/messages.json' with { type: 'json' };
import { language } from './language.ts';
import { counted, placeholdersOf, richText, text } from './text.ts';

type Message = { message: string; placeholders?: Record<string, { content: string }> };
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];
const counting = new RegExp(`_(${forms.join('|')})$`);
const files: Record<string, Record<string, Message>> = { en, ar };
const base = (messages: Record<string, Message>) => new Set(Object.keys(messages).map((key) => key.replace(counting, '')));
const placeholdersIn = (message: string) =>
  [...new Set([...message.matchAll(/\$([a-z_]+)\$|\$(\d)/g)].map((found) => found[1] ?? found[2]))].toSorted();

afterEach(() => {
  language.value = 'en';
});

describe('the message files', () => {
  it('have the same texts in both languages', () => {
    expect([...base(ar)].toSorted()).toEqual([...base(en)].toSorted());
  });

  it('have the same placeholders in both languages', () => {
    for (const [key, { message }] of Object.entries(en as Record<string, Message>)) {
      if (counting.test(key)) continue;
      expect(placeholdersIn(files['ar']?.[key]?.message ?? ''), key).toEqual(placeholdersIn(message));
    }
  });

  it('declare every placeholder, as Chrome requires to load an extension', () => {
    for (const [key, { message, placeholders = {} }] of Object.values(files).flatMap(Object.entries)) {
      const named = placeholdersIn(message).filter((name): name is string => name !== undefined && /\D/.test(name));
      expect(Object.keys(placeholders).toSorted(), key).toEqual(named);
    }
  });

  it('count in all six Arabic forms and both English ones', () => {
    const countedKeys = Object.keys(en)
      .filter((key) => key.endsWith('_other'))
      .map((key) => key.replace(counting, ''));
    expect(countedKeys.length).toBeGreaterThan(0);
    for (const key of countedKeys) {
      expect(
        forms.filter((form) => `${key}_${form}` in ar),
        key,
      ).toEqual(forms);
      expect(`${key}_one` in en, key).toBe(true);
    }
  });

  it('contain every key that the sources use, and no unused key', () => {
    const sources = globSync(['extension/**/*.{ts,tsx}', 'manifest.config.ts'])
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const usedKeys = [...sources.matchAll(/\b(?:text|richText|counted)\('([A-Za-z_]+)'/g)].flatMap(([, key]) => (key ? [key] : []));
    expect(usedKeys.filter((key) => !base(en).has(key))).toEqual([]);
    const identifiers = new Set(sources.match(/\w+/g));
    const unusedKeys = [...base(en)].filter(
      (key) => !key.startsWith('problem_') && !identifiers.has(key) && !identifiers.has(`__MSG_${key}__`),
    );
    expect(unusedKeys).toEqual([]);
  });
});

describe('text', () => {
  it('fills its placeholders, in the current language', () => {
    expect(text('since', { time: '14:07' })).toBe('since 14:07');
    language.value = 'ar';
    expect(text('since', { time: '14:07' })).toBe('منذ 14:07');
  });

  it('keeps parts that are not strings', () => {
    const number = { a: 'vnode' } as unknown as string;
    expect(richText('readsAsLine', { number })).toEqual(['reads as ', number]);
  });

  it('names its placeholders', () => {
    expect(placeholdersOf('resultPair')).toEqual(['direction', 'result']);
  });
});

describe('counted', () => {
  it.each([
    [1, 'دقيقة'],
    [2, 'دقيقتين'],
    [3, '3 دقائق'],
    [11, '11 دقيقة'],
    [100, '100 دقيقة'],
  ])('counts %i minutes in Arabic', (count, phrase) => {
    language.value = 'ar';
    expect(counted('lengthMinutes', count)).toBe(phrase);
  });

  it('has a form for every count', () => {
    language.value = 'ar';
    for (let count = 0; count < 120; count++) expect(counted('agoHours', count)).not.toContain('$');
  });
});
