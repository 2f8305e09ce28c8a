/** What the cells of a table that was written as text say of the digits in one of them. */
import { type Label, saidByWords } from './number-labels.ts';

const parting = /[\t|]/;
const longestLine = 500;
const mostLines = 200;

/**
 * `Order ID | 4155550132`, or the head of the column, or the line above: what says of the cell that begins at `start`
 * what stands in it. Null where the digits do not begin a cell.
 */
export function labelOfCell(folded: string, start: number): Label {
  const lineStart = folded.lastIndexOf('\n', start - 1) + 1;
  if (start - lineStart > longestLine) return null;
  const cells = folded.slice(lineStart, start).split(parting);
  if (/[\p{L}\d]/u.test(cells.at(-1) ?? '')) return null;
  const before = cells.length > 1 ? saidByCell(cells.at(-2) ?? '', cells.length === 2 ? 2 : 0) : null;
  if (before) return before;
  const head = headOf(folded, lineStart, cells.length - 1);
  return head ? saidByCell(head.text, head.isColumn ? 2 : 0) : null;
}

/** A cell that says nothing but what stands beside or under it. */
function saidByCell(cell: string, strangers: number): Label {
  return /\d/.test(cell) ? null : saidByWords(cell, /: *$/.test(cell) ? 2 : strangers);
}

/** Of the first of the lines above that have as many cells. */
function headOf(folded: string, lineStart: number, column: number): { text: string; isColumn: boolean } | null {
  const own = countCells(lineFrom(folded, lineStart));
  let head: string | undefined;
  let end = lineStart - 1;
  for (let lines = 0; end > 0 && lines < mostLines; lines++) {
    const start = folded.lastIndexOf('\n', end - 1) + 1;
    const line = folded.slice(start, end);
    if (line.trim() === '' || line.length > longestLine || countCells(line) !== own) break;
    head = line.split(parting)[column];
    // A line alone is headed by the one above it.
    if (own === 1) break;
    end = start - 1;
  }
  return head === undefined ? null : { text: head, isColumn: own > 1 };
}

function lineFrom(folded: string, start: number): string {
  const end = folded.indexOf('\n', start);
  return folded.slice(start, end === -1 ? Math.min(folded.length, start + longestLine) : end);
}

function countCells(line: string): number {
  return line.split(parting).length;
}
