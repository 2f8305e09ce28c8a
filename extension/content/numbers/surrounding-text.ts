/** A text around a number, which identifies the number in a list apart from its page. */
import { ancestorsOf, pageDocument, unclobbered } from '../scan/unclobbered.ts';
import { rowSelector } from './contact-name.ts';
import { firstText } from './first-text.ts';

const maxLength = 120;
/** A longer text is prose, not the row or line of a number. */
const maxContainerLength = 400;

/** The first text of the row, list entry or line around `element` that is not among the strings in `known`. */
export function surroundingText(element: Element, known: string[]): string {
  const row = unclobbered(element).closest(rowSelector);
  let text = '';
  for (const container of ancestorsOf(row && isShort(row) ? row : element)) {
    if (!(container instanceof Element) || (container !== element && !isShort(container))) break;
    text = firstText(textsIn(container), known);
    if (text !== '') break;
  }
  return text.slice(0, maxLength);
}

function isShort(element: Element): boolean {
  return unclobbered(element).textContent.length <= maxContainerLength;
}

function* textsIn(element: Element): Iterable<string> {
  const texts = pageDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) yield (texts.currentNode as Text).data;
}
