/** A marked number as the card is told of it. */
import { contactOf } from './contact-of.ts';
import type { Mark } from './marks.ts';
import type { NumberOnPage } from './overlay.ts';
import { rectsOf } from './under-pointer.ts';

const longestWritten = 100;

export function cardFor(mark: Mark, opened: NumberOnPage['opened']): NumberOnPage {
  const { written, e164, country, href, mismatch } = mark;
  const element = elementOf(mark);
  const name = element && contactOf(element);
  return {
    written: written.slice(0, longestWritten),
    number: e164,
    country,
    ...(href ? { href } : {}),
    ...(mismatch ? { mismatch } : {}),
    ...(name ? { name } : {}),
    rects: () => rectsOf(mark),
    opened,
  };
}

/** What the number stands in. */
export function elementOf({ at }: Mark): Element | null {
  return 'field' in at ? at.field : at.startNode.parentElement;
}
