/** Reads a number as a person wrote it, and writes it the way Hatif shows it. */
import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { splitExtension } from './phone-extension.ts';
import { normalizeDigits } from './normalize-digits.ts';
import { withoutMobilePrefix } from './plan-check.ts';
import type { ProblemCode } from './problem.ts';

export type Country = CountryCode;
/** `premium` includes personal, pager and voicemail numbers, which share their revenue too; `unknown` is in no known range. */
export type NumberKind =
  | 'mobile'
  | 'landline'
  | 'landline-or-mobile'
  | 'toll-free'
  | 'premium'
  | 'shared-cost'
  | 'voip'
  /** The one number of a company, for all of its places. */
  | 'uan'
  | 'unknown';

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

/** Characters of a number with all the marks between its digits. */
export const longestWritten = 80;
/** With its `+`. */
const longestE164 = 16;

/**
 * The number that `written` means for somebody in `region`, or why it cannot be called. Digits of any script, `00` for
 * `+`, brackets, dashes and extensions are read. Service codes (`*100#`) and short codes are refused: a page must not be
 * able to make an agent dial one.
 * @param region ISO 3166 code used for numbers written without a country.
 * @param unknown `read`: a number in no known range has the kind `unknown`; else it is refused.
 */
export function readNumber(written: string, region: Country, unknown: 'refuse' | 'read' = 'refuse'): ReadNumber | Unreadable {
  const folded = normalizeDigits(written).trim();
  if (folded.length > longestWritten || !/\d/.test(folded)) return { problem: 'number-unreadable' };
  if (/^[*#]|[*]/.test(folded)) return { problem: 'number-not-callable' };
  const { main, ext } = splitExtension(folded);
  // What is left may hold the marks that people put between digits, and nothing else.
  if (!/^[-+–\d\s().[\]/~x]+$/i.test(main)) return { problem: 'number-unreadable' };
  const digits = digitsOf(main);
  const number = readDigits(digits, region)?.number ?? readUnknown(digits, region);
  if (!number) return { problem: lengthProblem(main, region) };
  if (number.kind === 'unknown' && unknown === 'refuse') return { problem: 'number-unknown' };
  return { ...number, ...(ext ? { ext } : {}) };
}

/** A number of a length that its country has, in no range that is known to be in use. Digits without a country are those of `region`. */
function readUnknown(digits: string, region: Country): ReadNumber | null {
  const written = digits.replace(/^00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(written, { defaultCountry: region, extract: false });
  if (!parsed?.isPossible() || parsed.number.length > longestE164) return null;
  return { e164: parsed.number, country: parsed.country ?? null, kind: 'unknown', international: written.startsWith('+') };
}

/** `(0)55 501` as `055501`, `+966 (0) 55…` as `+966055…`: the digits, after `+` when one leads them. */
export function digitsOf(folded: string): string {
  const digits = folded.replace(/\D/g, '');
  return /^[^\d]*\+/.test(folded) ? `+${digits}` : digits;
}

/** `bare` is a national number without the prefix (`0`) that the people of its country put before it. */
export type ReadDigits = { number: ReadNumber; bare: boolean };

/**
 * The valid number that `digits` make, with or without a `+` before them; null when they make none.
 * @param region ISO 3166 code for numbers without a country; null when there is none to assume.
 */
export function readDigits(digits: string, region: Country | null): ReadDigits | null {
  const parsed = parseValid(digits, region) ?? (/^00[1-9]/.test(digits) ? parseValid(`+${digits.slice(2)}`, null) : null);
  if (!parsed) return null;
  const national = parsed.nationalNumber;
  const before = digits.endsWith(national) ? digits.slice(0, -national.length) : '';
  const number: ReadNumber = {
    e164: parsed.number,
    country: parsed.country ?? null,
    kind: kindOf(parsed),
    international: before.includes(parsed.countryCallingCode) || digits.startsWith('+'),
  };
  return { number, bare: digits === national && needsNationalPrefix(parsed) };
}

function parseValid(digits: string, region: Country | null): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(withoutMobilePrefix(digits), { ...(region ? { defaultCountry: region } : {}), extract: false });
  // Some plans (Germany's) allow more digits than E.164 does, and then nobody could dial the number from abroad.
  return parsed?.isValid() && parsed.number.length <= longestE164 ? parsed : null;
}

/** How a number stands in one national plan: `groups` are the lengths of its digit groups as the people of `country` write it. */
export type PlanMatch = { bare: boolean; kind: NumberKind; groups: string };

/** The match of national `digits` in the plan of `country`; null where they are no number of that plan. */
export function matchPlan(digits: string, country: Country): PlanMatch | null {
  const parsed = parseValid(digits, country);
  if (!parsed || parsed.countryCallingCode !== getCountryCallingCode(country)) return null;
  const bare = digits === parsed.nationalNumber && needsNationalPrefix(parsed);
  return { bare, kind: kindOf(parsed), groups: digitGroups(parsed.formatNational()) };
}

/** Whether `digits` have a length that numbers of `region` have, in a known range or not; after a `+` its own country counts. */
export function isPossibleNumber(digits: string, region: Country): boolean {
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region, extract: false });
  return parsed?.isPossible() === true && parsed.number.length <= longestE164;
}

/** `(415) 555-2671` as `3-3-4`. */
export function digitGroups(normalized: string): string {
  return (normalized.match(/\d+/g) ?? []).map(({ length }) => length).join('-');
}

/** Where the prefix is optional (Mexico) or part of the number (Italy), the national format without it has the same digits. */
function needsNationalPrefix(parsed: PhoneNumber): boolean {
  return parsed.formatNational({ nationalPrefix: false }).replace(/\D/g, '') !== parsed.nationalNumber;
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

const kinds: Record<NonNullable<ReturnType<PhoneNumber['getType']>>, NumberKind> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  FIXED_LINE_OR_MOBILE: 'landline-or-mobile',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  PERSONAL_NUMBER: 'premium',
  PAGER: 'premium',
  VOICEMAIL: 'premium',
  SHARED_COST: 'shared-cost',
  VOIP: 'voip',
  UAN: 'uan',
};

function kindOf(parsed: PhoneNumber): NumberKind {
  const type = parsed.getType();
  return (type && kinds[type]) ?? 'unknown';
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

/** The calling code of an E.164 number without its `+`, or null for a number of no plan. */
export function callingCodeOf(e164: string): string | null {
  return parsePhoneNumberFromString(e164)?.countryCallingCode ?? null;
}
