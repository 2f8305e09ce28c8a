/** What stands around a number, for those who hear it without seeing its page. */
import { rowSelector } from './contact-name.ts';

const maxLength = 120;
/** What is longer is a text of the page, not what stands beside a number. */
const maxContainerLength = 400;

/** The words of the row, the list entry or the line that `element` stands in, without those in `known`. */
export function surroundingText(element: Element, known: string[]): string {
  const row = element.closest(rowSelector);
  let around = row && row.textContent.length <= maxContainerLength ? row : element;
  while (textWithout(around, known) === '' && around.parentElement && around.parentElement.textContent.length <= maxContainerLength) {
    around = around.parentElement;
  }
  return textWithout(around, known).slice(0, maxLength);
}

function textWithout(element: Element, known: string[]): string {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let all = '';
  while (texts.nextNode()) all += ` ${(texts.currentNode as Text).data}`;
  for (const one of known) all = all.replace(one, ' ');
  return /\p{L}/u.test(all) ? all.replace(/\s+/g, ' ').trim() : '';
}
