import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCountries, readDigits } from './phone-number.ts';
import { mayBeValid } from './plan-check.ts';

const countries = allCountries();
const digits = fc.stringMatching(/^\d{4,11}$/);
const before = fc.constantFrom('', '', '0', '00', '011', '8', '1', '+');

describe('mayBeValid', () => {
  it('rejects no valid number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...countries),
        fc.constantFrom(...countries),
        before,
        fc.boolean(),
        digits,
        (home, other, start, abroad, rest) => {
          const written = `${start}${abroad ? other.callingCode : ''}${rest}`;
          const isValid = readDigits(written, home.country) !== null;
          return !isValid || mayBeValid(written, home.country) || (written.startsWith('00') && mayBeValid(`+${written.slice(2)}`, null));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each([
    // A captured carrier code, an area code for a prefix, a shared calling code, the exit codes of two countries, a service
    ['01171234567', 'BO'],
    ['0821020000000', 'KR'],
    ['015123456789', 'DE'],
    ['4570142', 'AG'],
    ['4165550142', 'US'],
    ['0118665550101', 'US'],
    ['00966555010142', 'SA'],
    ['966555010142', 'SA'],
    ['+80012345678', null],
  ] as const)('lets %s of %s through', (written, region) => {
    expect(mayBeValid(written, region)).toBe(true);
  });

  it.each([
    ['12345', 'SA'],
    ['12345', 'US'],
    ['1111111111', 'US'],
    ['0555010142', null],
    ['+99955501014', null],
    ['12345678901234567890', 'DE'],
    ['00', 'SA'],
  ] as const)('rejects %s of %s', (written, region) => {
    expect(mayBeValid(written, region)).toBe(false);
  });
});
