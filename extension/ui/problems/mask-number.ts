/** Numbers as they stand in a report: the country code and the last two digits. */
import { callingCodeOf } from '../../../shared/phone-number.ts';

const shownDigits = 2;

/** Text that is no E.164 number is left out as a whole: it may hold a name or an address. */
export function maskNumber(number: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return number === '' ? 'none' : 'hidden';
  const code = callingCodeOf(number) ?? '';
  const hidden = number.length - 1 - code.length - shownDigits;
  return `+${code}${'*'.repeat(Math.max(hidden, 0))}${number.slice(-shownDigits)}`;
}
