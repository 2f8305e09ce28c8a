/** A marked number as the card is told of it. */
import type { Mark } from './marks.ts';
import type { NumberOnPage } from './overlay.ts';
import { rectsOf } from './under-pointer.ts';

const longestWritten = 100;

export function cardFor(mark: Mark, opened: NumberOnPage['opened']): NumberOnPage {
  const { written, e164, country, href, mismatch } = mark;
  return {
    written: written.slice(0, longestWritten),
    number: e164,
    country,
    ...(href ? { href } : {}),
    ...(mismatch ? { mismatch } : {}),
    rects: () => rectsOf(mark),
    opened,
  };
}
