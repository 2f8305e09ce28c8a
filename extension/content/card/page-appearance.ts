/** The appearance of the page around a number: the direction of its lines, and the colour for the ring. */
import { ancestorsOf, pageDocument } from '../scan/unclobbered.ts';
import type { Box } from './card-position.ts';
import { isLight } from './light-colour.ts';

export type PageAppearance = { dir: 'ltr' | 'rtl'; ringColour: string };

/** The `focus` role of the design language, for light and for dark pages. */
const ringOnLight = '#0B5C66';
const ringOnDark = '#7FD3D8';

/** To be called before the card covers the number. A number is often isolated left to right inside a right-to-left line: the line counts. */
export function pageAppearanceAt(number: Box): PageAppearance {
  const at = pageDocument.elementFromPoint(number.left + number.width / 2, number.top + number.height / 2);
  const element = at ?? pageDocument.documentElement;
  return { dir: directionOf(lineOf(element)), ringColour: isLight(getComputedStyle(element).color) ? ringOnDark : ringOnLight };
}

/** The direction of the whole page, for a docked card. Many pages set it on the body alone. */
export function pageDirection(): 'ltr' | 'rtl' {
  return directionOf(pageDocument.body ?? pageDocument.documentElement);
}

function directionOf(element: Element): 'ltr' | 'rtl' {
  return getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr';
}

function lineOf(element: Element): Element {
  let line = element;
  for (const at of ancestorsOf(element)) {
    if (!(at instanceof Element)) break;
    line = at;
    if (!getComputedStyle(at).display.startsWith('inline')) break;
  }
  return line;
}
