/** The text around a number, which identifies the number in a list apart from its page. */
import { rowSelector } from './contact-name.ts';

const maxLength = 120;
/** A longer text is prose, not the row or line of a number. */
const maxContainerLength = 400;

/** The text of the row, list entry or line around `element`, without the strings in `known`. */
export function surroundingText(element: Element, known: string[]): string {
  const row = element.closest(rowSelector);
  let container = row && row.textContent.length <= maxContainerLength ? row : element;
  while (
    textWithout(container, known) === '' &&
    container.parentElement &&
    container.parentElement.textContent.length <= maxContainerLength
  ) {
    container = container.parentElement;
  }
  return textWithout(container, known).slice(0, maxLength);
}

function textWithout(element: Element, known: string[]): string {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let all = '';
  while (texts.nextNode()) all += ` ${(texts.currentNode as Text).data}`;
  for (const one of known) all = all.replace(one, ' ');
  return /\p{L}/u.test(all) ? all.replace(/\s+/g, ' ').trim() : '';
}
