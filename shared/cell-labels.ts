/** Finds the label of a cell in a table that is written as plain text. */
import { type Label, labelFromText } from './number-labels.ts';

const cellSeparator = /[\t|]/;
const maxLineLength = 500;
const maxLines = 200;

/**
 * The label of the cell that begins at `start`: the cell before it (`Order ID | 4155550132`), the header of its column, or
 * the line above. Null where the digits do not begin a cell.
 */
export function labelOfCell(normalized: string, start: number): Label {
  const lineStart = normalized.lastIndexOf('\n', start - 1) + 1;
  if (start - lineStart > maxLineLength) return null;
  const cells = normalized.slice(lineStart, start).split(cellSeparator);
  if (/[\p{L}\d]/u.test(cells.at(-1) ?? '')) return null;
  const before = cells.length > 1 ? labelFromCell(cells.at(-2) ?? '', cells.length === 2 ? 2 : 0) : null;
  if (before) return before;
  const header = headerOf(normalized, lineStart, cells.length - 1);
  return header ? labelFromCell(header.text, header.isColumn ? 2 : 0) : null;
}

/** The label in a cell without digits. */
function labelFromCell(cell: string, maxUnknown: number): Label {
  return /\d/.test(cell) ? null : labelFromText(cell, /: *$/.test(cell) ? 2 : maxUnknown);
}

/** The cell of the same column in the topmost adjacent line with the same number of cells. */
function headerOf(normalized: string, lineStart: number, column: number): { text: string; isColumn: boolean } | null {
  const own = countCells(lineFrom(normalized, lineStart));
  let header: string | undefined;
  let end = lineStart - 1;
  for (let lines = 0; end > 0 && lines < maxLines; lines++) {
    const start = normalized.lastIndexOf('\n', end - 1) + 1;
    const line = normalized.slice(start, end);
    if (line.trim() === '' || line.length > maxLineLength || countCells(line) !== own) break;
    header = line.split(cellSeparator)[column];
    // For a line of one cell, the line right above is the header.
    if (own === 1) break;
    end = start - 1;
  }
  return header === undefined ? null : { text: header, isColumn: own > 1 };
}

function lineFrom(normalized: string, start: number): string {
  const end = normalized.indexOf('\n', start);
  return normalized.slice(start, end === -1 ? Math.min(normalized.length, start + maxLineLength) : end);
}

function countCells(line: string): number {
  return line.split(cellSeparator).length;
}
