/** Finds the label of a cell in a table that is written as plain text. */
import { type Label, labelFromText } from './number-labels.ts';

const cellSeparator = /[\t|]/;
const maxLineLength = 500;

/**
 * Returns the function that labels the digits at an offset. A line of a table is searched for its header once, however
 * many cells it has and however long the table is.
 */
export function createCellLabels(normalized: string): (start: number) => Label {
  const headers = createHeaders(normalized);

  /**
   * The label of the cell that begins at `start`: the cell before it (`Order ID | 4155550132`), the header of its column,
   * or the line above. Null where the digits do not begin a cell.
   */
  return (start) => {
    const lineStart = normalized.lastIndexOf('\n', start - 1) + 1;
    if (start - lineStart > maxLineLength) return null;
    const cells = normalized.slice(lineStart, start).split(cellSeparator);
    if (/[\p{L}\d]/u.test(cells.at(-1) ?? '')) return null;
    const before = cells.length > 1 ? labelFromCell(cells.at(-2) ?? '', cells.length === 2 ? 2 : 0) : null;
    if (before) return before;
    const header = headers(lineStart);
    return header ? labelFromCell(header[cells.length - 1] ?? '', header.length > 1 ? 2 : 0) : null;
  };
}

/** The label in a cell without digits. */
function labelFromCell(cell: string, maxUnknown: number): Label {
  return /\d/.test(cell) ? null : labelFromText(cell, /: *$/.test(cell) ? 2 : maxUnknown);
}

/**
 * Returns the function that finds the header of the line at an offset: the cells of the topmost adjacent line with the
 * same number of cells. For a line of one cell, the header is the line right above its column of digits.
 */
function createHeaders(normalized: string): (lineStart: number) => string[] | null {
  /** By the offset of the line. */
  const linesOf = new Map<number, string[]>();
  const topOf = new Map<number, number>();

  function cellsOf(lineStart: number): string[] {
    let cells = linesOf.get(lineStart);
    if (!cells) linesOf.set(lineStart, (cells = lineFrom(normalized, lineStart).split(cellSeparator)));
    return cells;
  }

  /** The offset of the line above, where it continues the table of the line at `lineStart`; else -1. */
  function lineAbove(lineStart: number): number {
    if (lineStart < 2) return -1;
    const start = normalized.lastIndexOf('\n', lineStart - 2) + 1;
    const isLine = lineStart - 1 - start <= maxLineLength && normalized.slice(start, lineStart - 1).trim() !== '';
    return isLine && cellsOf(start).length === cellsOf(lineStart).length ? start : -1;
  }

  /** As `lineAbove`, for a line without letters: one more row of a column. */
  function digitLineAbove(lineStart: number): number {
    const above = lineAbove(lineStart);
    return above !== -1 && /^[^\p{L}]*\d[^\p{L}]*$/u.test(cellsOf(above)[0]!) ? above : -1;
  }

  /** Walks up to a line whose top is known, else to the top itself. */
  function topFrom(lineStart: number, lineOver: (lineStart: number) => number): number {
    const passed: number[] = [];
    let top = lineStart;
    while (!topOf.has(top)) {
      passed.push(top);
      const above = lineOver(top);
      if (above === -1) topOf.set(top, top);
      else top = above;
    }
    top = topOf.get(top)!;
    for (const line of passed) topOf.set(line, top);
    return top;
  }

  return (lineStart) => {
    const isTable = cellsOf(lineStart).length > 1;
    const header = isTable ? topFrom(lineStart, lineAbove) : lineAbove(topFrom(lineStart, digitLineAbove));
    return header === -1 || header === lineStart ? null : cellsOf(header);
  };
}

/** A line, cut where it is far too long for one of a table. */
function lineFrom(normalized: string, start: number): string {
  const end = normalized.indexOf('\n', start);
  return normalized.slice(start, end === -1 ? Math.min(normalized.length, start + maxLineLength) : end);
}
