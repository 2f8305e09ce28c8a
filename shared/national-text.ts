/** Texts in the format of a phone number that are none with a known country: the evidence for the country of a page. */
import { isMalformed, isNonPhoneFormat, isPartOfLargerToken } from './false-positive-filters.ts';
import type { Span } from './number-candidates.ts';
import { isLabelledOtherAfter, type Label } from './number-labels.ts';
import { splitExtension } from './phone-extension.ts';
import { digitGroups, digitsOf } from './phone-number.ts';

/**
 * How surely a text is a phone number before its country is known. `labelled`: a word beside it says so. `typical`: written
 * as only phone numbers are. `grouped`: amounts and article numbers look the same. `compact`: digits after a 0. `with-country`:
 * after a country code, in no known range.
 */
export type NationalShape = 'labelled' | 'typical' | 'grouped' | 'compact' | 'with-country';

export type NationalText = {
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
  /** After the `+` of a country code, where there is one. */
  digits: string;
  /** Lengths of the digit groups: `3-3-4`. */
  groups: string;
  shape: NationalShape;
  /** True when it is a number of the regions that were asked for. */
  isRead: boolean;
};

const minDigits = 7;
const maxDigits = 12;
const withCountry = /^\+[1-9]\d{7,14}$/;
const typicalStart = /^(?:\(\d|0[\d(])/;
const northAmerican = /^\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/;
const spacesAlone = /^[\d ]*$/;

/** @returns null where the text is no phone number of any country. */
export function nationalTextAt(normalized: string, { start, end }: Span, label: Label, isRead: boolean): NationalText | null {
  const { main } = splitExtension(normalized.slice(start, end));
  const digits = digitsOf(main);
  if (withCountry.test(digits)) {
    const isShaped = !isRead && isPossible(normalized, { start, end }, label) && (label === 'phone' || /\d[ ()-]+\d/.test(main));
    return isShaped ? { start, end, digits, groups: digitGroups(main), shape: 'with-country', isRead } : null;
  }
  if (!/^\d+$/.test(digits) || digits.length < minDigits || digits.length > maxDigits || digits.startsWith('00')) return null;
  if (!isRead && !isPossible(normalized, { start, end }, label)) return null;
  const shape = label === 'phone' ? 'labelled' : shapeOf(main, digits.length);
  return shape && { start, end, digits, groups: digitGroups(main), shape, isRead };
}

function isPossible(normalized: string, span: Span, label: Label): boolean {
  const written = normalized.slice(span.start, span.end);
  if (label === 'other' || label === 'doubt' || isMalformed(written) || isPartOfLargerToken(normalized, span)) return false;
  return (
    label === 'phone' || !(isNonPhoneFormat(written) || isLabelledOtherAfter(normalized, span.end) || normalized[span.start - 1] === '#')
  );
}

function shapeOf(main: string, digits: number): NationalShape | null {
  if (/^\d+$/.test(main)) return main.startsWith('0') && digits >= 9 ? 'compact' : null;
  if (northAmerican.test(main) && !spacesAlone.test(main)) return 'typical';
  if (typicalStart.test(main) && digits >= 9) return 'typical';
  return /^(?:\d{2,5}[-. /]){1,4}\d{2,5}$/.test(main) ? 'grouped' : null;
}
