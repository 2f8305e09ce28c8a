/** What the cells of a table that was written as text say of the digits in one of them. */
import { type Label, labelFromText } from './number-labels.ts';

const cellSeparator = /[\t|]/;
const maxLineLength = 500;
const maxLines = 200;

/**
 * `Order ID | 4155550132`, or the head of the column, or the line above: what says of the cell that begins at `start`
 * what stands in it. Null where the digits do not begin a cell.
 */
export function labelOfCell(normalized: string, start: number): Label {
  const lineStart = normalized.lastIndexOf('\n', start - 1) + 1;
  if (start - lineStart > maxLineLength) return null;
  const cells = normalized.slice(lineStart, start).split(cellSeparator);
  if (/[\p{L}\d]/u.test(cells.at(-1) ?? '')) return null;
  const before = cells.length > 1 ? labelFromCell(cells.at(-2) ?? '', cells.length === 2 ? 2 : 0) : null;
  if (before) return before;
  const head = headerOf(normalized, lineStart, cells.length - 1);
  return head ? labelFromCell(head.text, head.isColumn ? 2 : 0) : null;
}

/** A cell that says nothing but what stands beside or under it. */
function labelFromCell(cell: string, strangers: number): Label {
  return /\d/.test(cell) ? null : labelFromText(cell, /: *$/.test(cell) ? 2 : strangers);
}

/** Of the first of the lines above that have as many cells. */
function headerOf(normalized: string, lineStart: number, column: number): { text: string; isColumn: boolean } | null {
  const own = countCells(lineFrom(normalized, lineStart));
  let head: string | undefined;
  let end = lineStart - 1;
  for (let lines = 0; end > 0 && lines < maxLines; lines++) {
    const start = normalized.lastIndexOf('\n', end - 1) + 1;
    const line = normalized.slice(start, end);
    if (line.trim() === '' || line.length > maxLineLength || countCells(line) !== own) break;
    head = line.split(cellSeparator)[column];
    // A line alone is headed by the one above it.
    if (own === 1) break;
    end = start - 1;
  }
  return head === undefined ? null : { text: head, isColumn: own > 1 };
}

function lineFrom(normalized: string, start: number): string {
  const end = normalized.indexOf('\n', start);
  return normalized.slice(start, end === -1 ? Math.min(normalized.length, start + maxLineLength) : end);
}

function countCells(line: string): number {
  return line.split(cellSeparator).length;
}
