/** The phone number inside a pasted text, such as a signature or a line of an e-mail. */
import { findNumbers } from '../../../shared/find-numbers.ts';
import { type Country, readNumber } from '../../../shared/phone-number.ts';

const maxLength = 2000;

/** The first number in `text`, as written there; null where the text is a number itself, or has none. */
export function numberInPastedText(text: string, region: Country): string | null {
  const pasted = text.slice(0, maxLength);
  if ('e164' in readNumber(pasted.trim(), region)) return null;
  const [first] = findNumbers({ text: pasted, region }).numbers;
  return first ? pasted.slice(first.start, first.end) : null;
}
