import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { cleanHost, readCaller } from './caller.ts';

test('an international number is the caller’s number', () => {
  expect(readCaller('+966555010142', 'Noura')).toEqual({ number: '+966555010142', withheld: false, written: '', name: 'Noura' });
});

test.each(['', ' ', 'anonymous', 'Restricted', '+266696687', '7378742833', 'sip:anonymous@anonymous.invalid'])(
  '"%s" is a caller who keeps the number back',
  (from) => expect(readCaller(from)).toEqual({ number: null, withheld: true, written: '', name: null }),
);

test.each([
  ['sip:bob@example.com', 'sip:bob@example.com'],
  ['12345', '12345'],
  ['+0123', '+0123'],
  ['+15551234567890123', '+15551234567890123'],
  ['a\u202eb\u0000c\u200bd\ne', 'abcd e'],
  [`z${'\u0301'.repeat(500)}`, `z${'\u0301'.repeat(3)}`],
])('%j is no number, and is shown as %j', (from, written) =>
  expect(readCaller(from)).toMatchObject({ number: null, withheld: false, written }),
);

/** Half ASCII, half anything that Unicode has a number for. */
const codePoint = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0x10ffff }));
const anyText = fc.array(codePoint, { maxLength: 300 }).map((points) => String.fromCodePoint(...points));

test('whatever comes, what is shown is one short line that turns nothing around', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { written, name } = readCaller(text, text);
      for (const shown of [written, name ?? '']) {
        expect(Array.from(shown).length).toBeLessThanOrEqual(60);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }
    }),
  );
});

test('a name from a page comes with its host; a host without a name, or of other characters, is dropped', () => {
  expect(readCaller('+966555010142', 'Noura', 'crm.example.com')).toMatchObject({ name: 'Noura', nameFrom: 'crm.example.com' });
  expect(readCaller('+966555010142', null, 'crm.example.com')).not.toHaveProperty('nameFrom');
  for (const host of [undefined, '', 'a b', 'evil\u202e.example', '<b>', '[::1]', 'x'.repeat(254)]) expect(cleanHost(host)).toBeNull();
});

test('of a long host the end stays, and stays the same when it is read again', () => {
  const host = cleanHost(`${'login.bank.example.'.repeat(5)}evil.example`)!;
  expect(host).toMatch(/^….*evil\.example$/);
  expect(Array.from(host)).toHaveLength(60);
  expect(cleanHost(host)).toBe(host);
});
