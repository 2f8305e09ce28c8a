import { describe, expect, it } from 'vitest';
import ar from '../_locales/ar/messages.json' with { type: 'json' };
import en from '../_locales/en/messages.json' with { type: 'json' };
import { formatMessage, messageParts, placeholdersOf, pluralKey } from './texts.ts';

describe('formatMessage', () => {
  it('fills every placeholder by its name', () => {
    expect(formatMessage(en, 'toolbarCall', { minutes: '4', number: '+966' })).toBe('Hatif: in call, +966, 4 min');
    expect(formatMessage(ar, 'toolbarCall', { minutes: '4', number: '+966' })).toBe('هاتف: في مكالمة، +966، 4 د');
  });

  it('leaves a placeholder without a part', () => {
    expect(formatMessage(en, 'toolbarMissed')).toBe('Hatif: missed calls: $count$');
  });

  it('does not read a part for placeholders or replacement patterns', () => {
    expect(formatMessage(en, 'toolbarIncoming', { caller: "$& $caller$ $'" })).toBe("Hatif: $& $caller$ $' is calling");
  });
});

it('keeps parts that are not strings', () => {
  const number = { a: 'vnode' };
  expect(messageParts(en, 'readsAsLine', { number })).toEqual(['reads as ', number]);
});

it('names the placeholders of a message', () => {
  expect(placeholdersOf(en, 'resultPair')).toEqual(['direction', 'result']);
});

it('falls back to the form "other" in a language with fewer forms', () => {
  expect(pluralKey(ar, 'lengthMinutes', 2, 'ar')).toBe('lengthMinutes_two');
  expect(pluralKey(en, 'lengthMinutes', 2, 'ar')).toBe('lengthMinutes_other');
});
