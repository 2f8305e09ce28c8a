/** Finds the name of a number's owner: in the contact's markup, or in the row, list entry or card around the number. */
import { pageDocument, unclobbered } from '../scan/unclobbered.ts';

const maxLength = 60;
const maxWords = 6;
const maxCandidates = 100;
const maxTextsPerCandidate = 100;
const contactSelector = '[itemscope], .vcard, .h-card';
const nameSelector = '[itemprop=name], .fn, .p-name';
export const rowSelector = 'tr, [role=row], li, [role=listitem], article, [role=article]';
const cellSelector = 'td, th, [role=gridcell], [role=cell], [role=rowheader]';
/** Elements of a row that hold its name, the most reliable first. */
const nameElements = [
  'th[scope=row], [role=rowheader]',
  'h1, h2, h3, h4, h5, h6',
  'strong, b',
  'a[href]:not([href^="tel:" i], [href^="mailto:" i])',
];
const nameHeader = /name|contact|customer|client|اسم|جهة الاتصال|العميل/i;

/** Null where the page has no clear name: no name is better than a wrong one. */
export function contactNameOf(element: Element): string | null {
  const seen = unclobbered(element);
  const contact = seen.closest(contactSelector);
  const named = contact && unclobbered(contact).querySelector(nameSelector);
  if (named) return nameIn(named);
  const row = seen.closest(rowSelector);
  if (!row) return null;
  const own = seen.closest(cellSelector);
  const inRow = (selector: string) => unclobbered(row).querySelectorAll(selector);
  const candidates = [...cellsUnderNameHeader(row), ...nameElements.flatMap((lead) => [...inRow(lead)]), ...inRow(cellSelector)];
  for (const candidate of candidates.slice(0, maxCandidates)) {
    const name = candidate === own || unclobbered(candidate).contains(element) ? null : nameIn(candidate);
    if (name) return name;
  }
  return null;
}

/** The cells of a table row under a header like "Name". */
function cellsUnderNameHeader(row: Element): Element[] {
  if (!(row instanceof HTMLTableRowElement)) return [];
  const heads = row.closest('table')?.rows[0]?.cells ?? [];
  return Array.from(heads).flatMap((head, at) => (nameHeader.test(head.textContent) && row.cells[at] ? [row.cells[at]] : []));
}

/** The longest text node of the element, to skip badges and initials in a circle; null where it does not look like a name. */
function nameIn(element: Element): string | null {
  const texts = pageDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let name = '';
  for (let visited = 0; visited < maxTextsPerCandidate && texts.nextNode(); visited++) {
    const text = (texts.currentNode as Text).data.trim();
    if (text.length > name.length) name = text;
  }
  return isLikeName(name) ? name.replace(/\s+/g, ' ') : null;
}

function isLikeName(text: string): boolean {
  return text.length <= maxLength && /\p{L}{2}/u.test(text) && !/[\p{Nd}@:/]/u.test(text) && text.split(/\s+/).length <= maxWords;
}
