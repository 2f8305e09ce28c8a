/** Describes a number of the page for its card. */
import { contactNameOf } from '../numbers/contact-name.ts';
import { rectsOf } from '../numbers/mark-rects.ts';
import type { Mark } from '../numbers/marks.ts';
import type { TargetOfLink } from '../numbers/number-lookup.ts';

export type NumberOnPage = {
  /** As written on the page. */
  written: string;
  /** The number that its `tel:` link calls, as the link writes it. */
  href?: string;
  /** E.164; missing where the country is not sure. */
  number?: string;
  country: string | null;
  /** The current rectangles, in CSS px of the viewport; empty when the number has left the page. */
  rects: () => DOMRect[];
  opened: 'click' | 'hover' | 'keyboard';
  /** The owner's name, as found on the page. */
  name?: string;
};

const maxWrittenLength = 100;

export type NumberDetails = Pick<NumberOnPage, 'written' | 'number' | 'country' | 'name'>;

export function detailsOf(mark: Mark): NumberDetails {
  const { written, e164, country } = mark;
  const element = elementOf(mark);
  const name = element && contactNameOf(element);
  return { written: written.slice(0, maxWrittenLength), country, ...(e164 ? { number: e164 } : {}), ...(name ? { name } : {}) };
}

export function numberOfMark(mark: Mark, opened: NumberOnPage['opened']): NumberOnPage {
  return { ...detailsOf(mark), ...(mark.href ? { href: mark.href } : {}), rects: () => rectsOf(mark), opened };
}

/** The element around the number, or its field. */
export function elementOf({ at }: Mark): Element | null {
  return 'field' in at ? at.field : at.startContainer.parentElement;
}

/**
 * The number that a clicked `tel:` link really calls, even if its text shows another number.
 * @param mark the mark at the pointer, if there is one.
 */
export function numberOfLink(link: Element, target: string, { e164, country }: TargetOfLink, mark: Mark | null): NumberOnPage {
  const name = contactNameOf(link);
  return {
    written: (mark?.written ?? link.textContent.trim()).slice(0, maxWrittenLength) || target,
    href: target,
    country,
    rects: () => [...link.getClientRects()],
    opened: 'click',
    ...(e164 ? { number: e164 } : {}),
    ...(name ? { name } : {}),
  };
}
