/** A number of the page as its card needs it. */
import type { ReadNumber } from '../../../shared/phone-number.ts';
import { contactNameOf } from '../numbers/contact-name.ts';
import { rectsOf } from '../numbers/mark-rects.ts';
import type { Mark } from '../numbers/marks.ts';

export type NumberOnPage = {
  /** As the page writes it. */
  written: string;
  /** The number that its `tel:` link calls, as the link writes it. */
  href?: string;
  /** E.164, as read. */
  number: string;
  country: string | null;
  /** Where it stands now, in CSS px of the viewport; empty when it is gone. */
  rects: () => DOMRect[];
  opened: 'click' | 'hover' | 'keyboard';
  /** Whose it is, as the page has it. */
  name?: string;
};

/** A `tel:` link that was clicked, with the mark under the pointer where there is one. */
export type ClickedLink = { link: Element; target: string; read: ReadNumber; mark: Mark | null };

const maxWrittenLength = 100;

export function numberOfMark(mark: Mark, opened: NumberOnPage['opened']): NumberOnPage {
  const { written, e164, country, href } = mark;
  const element = elementOf(mark);
  const name = element && contactNameOf(element);
  return {
    written: written.slice(0, maxWrittenLength),
    number: e164,
    country,
    ...(href ? { href } : {}),
    ...(name ? { name } : {}),
    rects: () => rectsOf(mark),
    opened,
  };
}

/** What the number stands in. */
export function elementOf({ at }: Mark): Element | null {
  return 'field' in at ? at.field : at.startNode.parentElement;
}

/** What the link would really dial, whatever its text says. */
export function numberOfLink({ link, target, read, mark }: ClickedLink): NumberOnPage {
  const name = contactNameOf(link);
  return {
    written: (mark?.written ?? link.textContent.trim()).slice(0, maxWrittenLength) || target,
    href: target,
    number: read.e164,
    country: read.country,
    rects: () => [...link.getClientRects()],
    opened: 'click',
    ...(name ? { name } : {}),
  };
}
