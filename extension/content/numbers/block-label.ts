/** The words beside a block that say what stands in it: the head of its column, its term, its label. */
import type { Block } from './block-text.ts';

const maxLength = 60;
const labelClass = /label|title|caption|term|head|key|field-?name/i;
const labelTags = new Set('TH DT LABEL STRONG B LEGEND'.split(' '));

/** '' where nothing labels the block. */
export function blockLabelOf(block: Block): string {
  if (!(block instanceof Element)) return '';
  if (block instanceof HTMLTableCellElement) return shortTextOf(headerOf(block));
  return shortTextOf(labelBeside(block) ?? labelBeside(block.parentElement));
}

/** The head of the row where there is one, or else of the column. */
function headerOf(cell: HTMLTableCellElement): Element | null {
  const row = cell.closest('tr');
  const first = row?.cells[0];
  if (!row || !first || first === cell) return columnHeader(cell);
  const isPair = row.cells.length === 2 && !columnHeader(cell);
  return first.tagName === 'TH' || (isPair && isLabel(first)) ? first : columnHeader(cell);
}

function columnHeader(cell: HTMLTableCellElement): Element | null {
  const head = cell.closest('table')?.rows[0]?.cells[cell.cellIndex];
  return head && head !== cell && (head.tagName === 'TH' || head.closest('thead')) ? head : null;
}

function labelBeside(element: Element | null): Element | null {
  const before = element?.previousElementSibling;
  return before && isLabel(before) ? before : null;
}

function isLabel(element: Element): boolean {
  return labelTags.has(element.tagName) || labelClass.test(element.className) || /:\s*$/.test(shortTextOf(element));
}

/** A label is short: what is long, or made of many parts, is something of its own. */
function shortTextOf(element: Element | null): string {
  if (!element || element.getElementsByTagName('*')[8]) return '';
  const text = element.textContent.trim();
  return text.length <= maxLength ? text : '';
}
