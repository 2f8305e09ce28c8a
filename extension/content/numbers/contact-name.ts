/** Whose number it is, as the page has it: the name in the contact's markup, or in the row, the list entry or the card around it. */

const maxLength = 60;
const maxWords = 6;
const contactSelector = '[itemscope], .vcard, .h-card';
const nameSelector = '[itemprop=name], .fn, .p-name';
export const rowSelector = 'tr, [role=row], li, [role=listitem], article, [role=article]';
const cellSelector = 'td, th, [role=gridcell], [role=cell], [role=rowheader]';
/** What says in a row whose it is, the surest first. */
const nameElements = [
  'th[scope=row], [role=rowheader]',
  'h1, h2, h3, h4, h5, h6',
  'strong, b',
  'a[href]:not([href^="tel:" i], [href^="mailto:" i])',
];
const nameHeader = /name|contact|customer|client|اسم|جهة الاتصال|العميل/i;

/** Null where the page does not say so plainly: no name is better than a wrong one. */
export function contactNameOf(element: Element): string | null {
  const contact = element.closest(contactSelector)?.querySelector(nameSelector);
  if (contact) return nameIn(contact);
  const row = element.closest(rowSelector);
  if (!row) return null;
  const own = element.closest(cellSelector);
  const candidates = [
    ...cellsUnderNameHeader(row),
    ...nameElements.flatMap((lead) => [...row.querySelectorAll(lead)]),
    ...row.querySelectorAll(cellSelector),
  ];
  for (const candidate of candidates) {
    const name = candidate === own || candidate.contains(element) ? null : nameIn(candidate);
    if (name) return name;
  }
  return null;
}

/** The cell of a table row that stands under a head like "Name". */
function cellsUnderNameHeader(row: Element): Element[] {
  if (!(row instanceof HTMLTableRowElement)) return [];
  const heads = row.closest('table')?.rows[0]?.cells ?? [];
  return Array.from(heads).flatMap((head, at) => (nameHeader.test(head.textContent) && row.cells[at] ? [row.cells[at]] : []));
}

/** The longest text of the element, which passes over initials in a circle and badges; null where it is not like a name. */
function nameIn(element: Element): string | null {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let name = '';
  while (texts.nextNode()) {
    const text = (texts.currentNode as Text).data.trim();
    if (text.length > name.length) name = text;
  }
  return isLikeName(name) ? name.replace(/\s+/g, ' ') : null;
}

function isLikeName(text: string): boolean {
  return text.length <= maxLength && /\p{L}{2}/u.test(text) && !/[\p{Nd}@:/]/u.test(text) && text.split(/\s+/).length <= maxWords;
}
