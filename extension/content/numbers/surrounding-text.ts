/** What stands around a number, for those who hear it without seeing its page. */
import { rows } from './contact-name.ts';

const longest = 120;
/** What is longer is a text of the page, not what stands beside a number. */
const longestAround = 400;

/** The words of the row, the list entry or the line that `element` stands in, without those in `known`. */
export function wordsAround(element: Element, known: string[]): string {
  const row = element.closest(rows);
  let around = row && row.textContent.length <= longestAround ? row : element;
  while (words(around, known) === '' && around.parentElement && around.parentElement.textContent.length <= longestAround) {
    around = around.parentElement;
  }
  return words(around, known).slice(0, longest);
}

function words(element: Element, known: string[]): string {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let all = '';
  while (texts.nextNode()) all += ` ${(texts.currentNode as Text).data}`;
  for (const one of known) all = all.replace(one, ' ');
  return /\p{L}/u.test(all) ? all.replace(/\s+/g, ' ').trim() : '';
}
