import { describe, expect, it } from 'vitest';
import { readNumber, showNumber, spellNumber } from './phone-number.ts';

describe('readNumber', () => {
  it.each([
    ['055 501 0142', 'SA', '+966555010142'],
    ['٠٥٥ ٥٠١ ٠١٤٢', 'SA', '+966555010142'],
    ['+966 (0)55 501 0142', 'US', '+966555010142'],
    ['00966555010142', 'US', '+966555010142'],
    ['0011 650 253 0000', 'SG', '+16502530000'],
    ['(415) 555-0132', 'US', '+14155550132'],
    ['020 7946 0018', 'GB', '+442079460018'],
  ] as const)('reads %s in %s as %s', (written, region, e164) => {
    expect(readNumber(written, region)).toMatchObject({ e164 });
  });

  it.each([
    ['415-555-0132 ext. 204', '204'],
    ['415-555-0132x204', '204'],
    ['415-555-0132;ext=204', '204'],
    ['415-555-0132 تحويلة ٢٠٤', '204'],
  ])('keeps the extension of %s', (written, ext) => {
    expect(readNumber(written, 'US')).toMatchObject({ e164: '+14155550132', ext });
  });

  it.each([
    ['*100#', 'number-not-callable'],
    ['*#06#', 'number-not-callable'],
    ['911', 'number-not-callable'],
    ['055 501', 'number-too-short'],
    ['055 501 0142 0142 99', 'number-too-long'],
    // As long as some numbers of Saudi Arabia, and in no range of its plan.
    ['0211234567', 'number-unknown'],
    ['(415) 555-0132 77', 'number-too-long'],
    ['call me', 'number-unreadable'],
    ['', 'number-unreadable'],
    ['5'.repeat(200), 'number-unreadable'],
    ['<b>055 501 0142</b>', 'number-unreadable'],
  ])('refuses %s as %s', (written, problem) => {
    expect(readNumber(written, 'SA')).toEqual({ problem });
  });

  it.each([
    ['+966 21 123 4567', '+966211234567', 'SA'],
    ['00966 21 123 4567', '+966211234567', 'SA'],
    ['+1 555 010 0142', '+15550100142', null],
  ] as const)('reads %s, of no known range, only where it is asked to', (written, e164, country) => {
    expect(readNumber(written, 'SA')).toEqual({ problem: 'number-unknown' });
    expect(readNumber(written, 'SA', 'read')).toEqual({ e164, country, kind: 'unknown', international: true });
  });

  it('reads a national number of no known range for the region, only where it is asked to', () => {
    const unknown = { e164: '+966211234567', kind: 'unknown', international: false };
    expect(readNumber('021 123 4567', 'SA', 'read')).toMatchObject(unknown);
    expect(readNumber('021 123 4567', 'SA')).toEqual({ problem: 'number-unknown' });
    expect(readNumber('021 123', 'SA', 'read')).toEqual({ problem: 'number-too-short' });
  });

  it.each([
    ['+19005550142', 'premium'],
    ['+447012345678', 'premium'],
    ['+447662123456', 'premium'],
    ['+445512345678', 'uan'],
    ['+966920001234', 'shared-cost'],
    ['+14155550132', 'landline-or-mobile'],
  ])('says the kind of %s: %s', (written, kind) => {
    expect(readNumber(written, 'SA')).toMatchObject({ kind });
  });

  it('tells whether the country stood in the number', () => {
    expect(readNumber('+966555010142', 'SA')).toMatchObject({ international: true });
    expect(readNumber('966555010142', 'SA')).toMatchObject({ international: true });
    expect(readNumber('0555010142', 'SA')).toMatchObject({ international: false });
  });
});

it('shows a number in the groups of its own country, which no line end parts', () => {
  expect(showNumber('+966555010142')).toBe('+966\u00a055\u00a0501\u00a00142');
  expect(showNumber('nobody')).toBe('nobody');
});

it('spells a number digit by digit', () => {
  expect(spellNumber('+96655', 'plus')).toBe('plus 9 6 6 5 5');
});

it.each(['+52 1 55 4418 2790', '0052 1 55 4418 2790', '+52 55 4418 2790'])(
  '%s is the Mexican mobile, with the 1 of old times or without',
  (written) => {
    expect(readNumber(written, 'US')).toMatchObject({ e164: '+525544182790', country: 'MX' });
  },
);
