/** Finds the name of a number's owner: in the contact's markup, or in the row, list entry or card around the number. */
import { isLikeName, nameFrom } from './like-name.ts';
import { recordNameOf } from './record-name.ts';
import { pageDocument, unclobbered } from '../scan/unclobbered.ts';

const maxCandidates = 100;
const maxTextsPerCandidate = 100;
const contactSelector = '[itemscope], [typeof], .vcard, .h-card';
const nameSelector = '[itemprop=name], [property$=name], .fn, .p-name';
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
  const marked = named && nameIn(named);
  if (marked) return marked;
  const row = seen.closest(rowSelector);
  return (row && nameInRow(row, element)) ?? (row && isOneOfMany(row) ? null : recordNameOf(element));
}

/** A row of a list of records: the heading of the page names the list. A row of a record's own table names a field. */
function isOneOfMany(row: Element): boolean {
  const { parentElement } = unclobbered(row);
  const isField = row instanceof HTMLTableRowElement && row.cells.length <= 2;
  return !isField && parentElement !== null && unclobbered(parentElement).childElementCount > 2;
}

function nameInRow(row: Element, element: Element): string | null {
  const own = unclobbered(element).closest(cellSelector);
  const inRow = (selector: string) => unclobbered(row).querySelectorAll(selector);
  const candidates = [...cellsUnderNameHeader(row), ...nameElements.flatMap((lead) => [...inRow(lead)]), ...inRow(cellSelector)];
  for (const candidate of candidates.slice(0, maxCandidates)) {
    const name = candidate === own || unclobbered(candidate).contains(element) ? null : nameIn(candidate);
    if (name) return name;
  }
  return nameOfPicture(row) ?? nameOfMail(row);
}

/** `Noura Al-Harbi`, `Photo of Noura Al-Harbi`: the alternative text of an avatar. */
function nameOfPicture(row: Element): string | null {
  const alt = unclobbered(row).querySelector('img[alt]')?.getAttribute('alt') ?? '';
  return nameFrom(
    alt.replace(/^(?:(?:avatar|photo|picture|image|profile picture|صورة)(?: of| for|:)? )|(?:['’]s)? (?:avatar|photo|picture)$/gi, ''),
  );
}

/** `mailto:noura.al-harbi@afaq.example` beside the number, with two words in it. */
function nameOfMail(row: Element): string | null {
  const address = unclobbered(row).querySelector('a[href^="mailto:" i]')?.getAttribute('href') ?? '';
  const words = /^mailto:([a-z]{2,}(?:-[a-z]+)?)[._]([a-z]{2,}(?:-[a-z]+)?)@/i.exec(address);
  return words && nameFrom(`${capitalized(words[1]!)} ${capitalized(words[2]!)}`);
}

function capitalized(word: string): string {
  return word.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
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
