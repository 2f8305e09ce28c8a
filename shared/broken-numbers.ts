/** Finds the spans that may be one number divided by a line break. */
import type { Span } from './number-candidates.ts';

const maxPartLength = 18;
const minDigits = 8;
const maxDigits = 15;
const partBefore = /(?<![\p{L}\d._#])[(+]?\d[-\d ()./–]*$/u;
const partAfter = /^[-–./ ]*[(]?\d[-\d ()./–]*(?![\p{L}\d%])/u;
/** A line of digits beside the two: they are rows of a column. */
const digitLine = /^[^\p{L}\n]*\d[^\p{L}\n]*$/u;

/** Both parts are too short to be numbers of their own; a third line of digits makes them rows of a column. */
export function* brokenSpans(normalized: string): Generator<Span> {
  for (let at = normalized.indexOf('\n'); at !== -1; at = normalized.indexOf('\n', at + 1)) {
    const before = partBefore.exec(normalized.slice(Math.max(0, at - maxPartLength), at));
    const after = before && partAfter.exec(normalized.slice(at + 1, at + 1 + maxPartLength));
    if (!before || !after) continue;
    const start = at - before[0].length;
    const end = at + 1 + after[0].trimEnd().length;
    const text = normalized.slice(start, end);
    const digits = text.replace(/\D/g, '').length;
    if (digits < minDigits || digits > maxDigits || isInColumn(normalized, start, end)) continue;
    yield { start, end: start + text.replace(/[^\d]+$/, '').length };
  }
}

function isInColumn(normalized: string, start: number, end: number): boolean {
  const lineStart = normalized.lastIndexOf('\n', start - 1);
  const lineEnd = normalized.indexOf('\n', end);
  const above =
    lineStart <= 0
      ? ''
      : normalized
          .slice(Math.max(0, lineStart - maxPartLength), lineStart)
          .split('\n')
          .at(-1)!;
  const below = lineEnd === -1 ? '' : normalized.slice(lineEnd + 1, lineEnd + 1 + maxPartLength).split('\n')[0]!;
  return digitLine.test(above) || digitLine.test(below);
}
