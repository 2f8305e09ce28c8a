/** Reads the digits of one text's numbers: each once, and as many as the text's length allows. */
import { type Country, readDigits, type ReadDigits } from './phone-number.ts';
import { mayBeValid } from './plan-check.ts';

export type DigitReader = {
  /** The valid number of the first region in which `digits` make one; null when there is none. */
  read: (digits: string) => ReadDigits | null;
  /** The valid number that `digits` make after a `+`. */
  readInternational: (digits: string) => ReadDigits | null;
};

/**
 * @param regions in order; none assumes no country.
 * @param onParse before each number that is parsed: that takes most of the time.
 */
export function createDigitReader(regions: readonly Country[], onParse: () => void): DigitReader {
  const known = new Map<string, ReadDigits | null>();

  function remember(digits: string, read: () => ReadDigits | null): ReadDigits | null {
    let number = known.get(digits);
    if (number === undefined) known.set(digits, (number = read()));
    return number;
  }

  function readInAnyRegion(digits: string): ReadDigits | null {
    // The region is of no matter to a number that brings its own country.
    if (regions.length === 0 || digits.startsWith('+')) return readIfPossible(digits, null);
    for (const region of regions) {
      const read = readIfPossible(digits, region);
      if (read) return read;
    }
    return null;
  }

  function readIfPossible(digits: string, region: Country | null): ReadDigits | null {
    const isPossible = mayBeValid(digits, region) || (/^00[1-9]/.test(digits) && mayBeValid(`+${digits.slice(2)}`, null));
    if (!isPossible) return null;
    onParse();
    return readDigits(digits, region);
  }

  return {
    read: (digits) => remember(digits, () => readInAnyRegion(digits)),
    readInternational: (digits) => remember(`+${digits}`, () => readIfPossible(`+${digits}`, null)),
  };
}
