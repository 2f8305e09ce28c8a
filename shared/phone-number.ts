/** Reads a number as a person wrote it, and writes it the way Hatif shows it. */
import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { foldDigits } from './fold-digits.ts';
import type { ProblemCode } from './problem.ts';

export type Country = CountryCode;
export type NumberKind = 'mobile' | 'landline' | 'toll-free' | 'premium' | 'shared-cost' | 'voip' | 'other';

export type ReadNumber = {
  /** The number as it will be dialled. */
  e164: string;
  /** ISO 3166 code; null for numbers of no country (+800, +870 …). */
  country: Country | null;
  kind: NumberKind;
  /** Keys to send after answer. */
  ext?: string;
  /** True when the country stood in the number itself (+966 …, 00966 …), false when `region` supplied it. */
  international: boolean;
};

export type Unreadable = { problem: Extract<ProblemCode, `number-${string}`> };

const longestWritten = 80;

/**
 * The number that `written` means for somebody in `region`, or why it cannot be called. Digits of any script, `00` for
 * `+`, brackets, dashes and extensions are read. Service codes (`*100#`) and short codes are refused: a page must not be
 * able to make an agent dial one.
 * @param region ISO 3166 code used for numbers written without a country.
 */
export function readNumber(written: string, region: Country): ReadNumber | Unreadable {
  const folded = foldDigits(written).trim();
  if (folded.length > longestWritten || !/\d/.test(folded)) return { problem: 'number-unreadable' };
  if (/^[*#]|[*]/.test(folded)) return { problem: 'number-not-callable' };
  const international = /^(\(?\+|00)/.test(folded);
  const plus = folded.replace(/^00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(plus, { defaultCountry: region, extract: false });
  if (!parsed) return { problem: lengthProblem(plus, region) };
  if (!parsed.isValid()) return { problem: lengthProblem(plus, region) };
  const ext = parsed.ext;
  return {
    e164: parsed.number,
    country: parsed.country ?? null,
    kind: kindOf(parsed),
    ...(ext ? { ext } : {}),
    international: international || !isNational(folded, parsed),
  };
}

function isNational(folded: string, parsed: PhoneNumber): boolean {
  const digits = folded.replace(/\D/g, '');
  return !digits.startsWith(parsed.countryCallingCode) || digits.length <= parsed.nationalNumber.length + 1;
}

function lengthProblem(text: string, region: Country): Unreadable['problem'] {
  const digits = text.replace(/\D/g, '');
  if (digits.length <= 3 && digits.length > 0) return 'number-not-callable';
  switch (validatePhoneNumberLength(text, region)) {
    case 'TOO_SHORT':
      return 'number-too-short';
    case 'TOO_LONG':
      return 'number-too-long';
    default:
      return 'number-unreadable';
  }
}

const kinds: Partial<Record<NonNullable<ReturnType<PhoneNumber['getType']>>, NumberKind>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  VOIP: 'voip',
};

function kindOf(parsed: PhoneNumber): NumberKind {
  const type = parsed.getType();
  return (type && kinds[type]) ?? 'other';
}

/** `+966555010142` as `+966 55 501 0142`, groups parted by no-break spaces; what is not a number comes back as it is. */
export function showNumber(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  return (parsed?.formatInternational() ?? e164).replaceAll(' ', '\u00a0');
}

/** For speech: `+966…` as `plus 9 6 6 …`, one digit at a time, so that no voice reads a number as millions. */
export function spellNumber(e164: string, plus: string): string {
  return e164.replace(/^\+/, `${plus} `).replace(/\d(?=\d)/g, '$& ');
}

/** Every country that has a numbering plan, with its calling code without `+`. */
export function allCountries(): { country: Country; callingCode: string }[] {
  return getCountries().map((country) => ({ country, callingCode: getCountryCallingCode(country) }));
}

export function isCountry(code: string): code is Country {
  return getCountries().some((country) => country === code);
}

/** The country of an E.164 number, or null. */
export function countryOf(e164: string): Country | null {
  return parsePhoneNumberFromString(e164)?.country ?? null;
}
