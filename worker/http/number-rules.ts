/** Which numbers may be dialled: customers', and agents' own phones each time that they are rung. */
import { readNumber, type NumberKind, type ReadNumber } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { SettingValues } from './settings-schema.ts';

/** The settings on which the rules depend. */
export const numberSettingNames = [
  'TWILIO_PHONE_NUMBER',
  'TWILIO_CALLER_IDS',
  'TWILIO_SAUDI_CALLER_ID',
  'ALLOWED_COUNTRIES',
  'ALLOW_PREMIUM_NUMBERS',
  'ALLOW_UNKNOWN_NUMBERS',
] as const;

export type NumberSettings = Pick<SettingValues, Exclude<(typeof numberSettingNames)[number], 'TWILIO_SAUDI_CALLER_ID'>>;

/** A number in E.164, parsed. */
export type DialNumber = Pick<ReadNumber, 'e164' | 'country' | 'kind'>;

/** Parses a number in E.164, with no other characters than `+` and digits. Returns why it cannot be called otherwise. */
export function readDialNumber(text: string): DialNumber | Problem {
  // The region counts only for numbers in national form, which are refused.
  const number = readNumber(text, 'SA', 'read');
  if ('problem' in number) return { code: number.problem };
  return number.e164 === text ? number : { code: 'number-unreadable' };
}

/** The setting that a kind needs; null for kinds that are always allowed. A kind that is not listed does not compile. */
const settingOfKind: Record<NumberKind, 'ALLOW_PREMIUM_NUMBERS' | 'ALLOW_UNKNOWN_NUMBERS' | null> = {
  mobile: null,
  landline: null,
  'landline-or-mobile': null,
  'toll-free': null,
  'shared-cost': null,
  voip: null,
  uan: null,
  premium: 'ALLOW_PREMIUM_NUMBERS',
  unknown: 'ALLOW_UNKNOWN_NUMBERS',
};

/**
 * Why the number may not be called; null when it may.
 * @param ownPhone of the agent who calls, in E.164; null without one.
 */
export function numberObjection({ e164, country, kind }: DialNumber, ownPhone: string | null, settings: NumberSettings): Problem | null {
  const { TWILIO_PHONE_NUMBER, TWILIO_CALLER_IDS, ALLOWED_COUNTRIES } = settings;
  if ([TWILIO_PHONE_NUMBER, ...TWILIO_CALLER_IDS.values(), ownPhone].includes(e164)) return { code: 'number-own' };
  const needed = settingOfKind[kind];
  if (needed !== null && !settings[needed]) return { code: kind === 'premium' ? 'number-premium' : 'number-unknown' };
  // Without a country the number is international, or in no known range of a code that several countries share.
  if (country === null || !ALLOWED_COUNTRIES.has(country)) {
    return { code: 'country-not-allowed', details: { country: country ?? '', allowed: String(ALLOWED_COUNTRIES.size) } };
  }
  return null;
}

/** Why `phone` may not be an agent's own phone; null when it may. */
export function ownPhoneObjection(phone: string, settings: NumberSettings): Problem | null {
  const number = readDialNumber(phone);
  return 'code' in number ? number : numberObjection(number, null, settings);
}
