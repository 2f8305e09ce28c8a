/** Finds the label of a block: the header of its row or column, its term, or the label beside it. */
import { unclobbered } from '../scan/unclobbered.ts';
import type { Block } from './block.ts';

const maxLength = 60;
const labelClass = /label|title|caption|term|head|key|field-?name/i;
const labelTags = 'th, dt, label, strong, b, legend';

/** '' where nothing labels the block. */
export function blockLabelOf(block: Block): string {
  if (!(block instanceof Element)) return '';
  if (block instanceof HTMLTableCellElement) return shortTextOf(headerOf(block));
  return shortTextOf(labelBeside(block) ?? labelBeside(unclobbered(block).parentElement));
}

/** The header of the row if there is one, otherwise that of the column. */
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
  const before = element && unclobbered(element).previousElementSibling;
  return before && isLabel(before) ? before : null;
}

function isLabel(element: Element): boolean {
  const seen = unclobbered(element);
  return seen.matches(labelTags) || labelClass.test(seen.className) || /:\s*$/.test(shortTextOf(element));
}

/** The text of an element that is short enough for a label, and has few descendants; otherwise ''. */
function shortTextOf(element: Element | null): string {
  const seen = element && unclobbered(element);
  if (!seen || seen.getElementsByTagName('*')[8]) return '';
  const text = seen.textContent.trim();
  return text.length <= maxLength ? text : '';
}
