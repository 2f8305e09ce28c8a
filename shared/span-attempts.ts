/** Bounds the work on one text: reads each span once, and limits the attempts by the length of the text. */
import type { Span } from './number-candidates.ts';

export type SpanAttempts<Result> = {
  /** True once the text has used up its attempts: then only the whole of each candidate is tried. */
  areUsedUp: () => boolean;
  /** The result of `read`, which runs once for each span and label. */
  once: (span: Span, label: string | null, read: () => Result) => Result;
};

// Texts that people write take at most one new attempt in four characters. A known attempt costs the search for its span.
const costOfNew = 4;
const costOfKnown = 1;
const baseAllowance = 256;
const allowancePerCharacter = 2;

export function createSpanAttempts<Result>(textLength: number): SpanAttempts<Result> {
  const results = new Map<string, Result>();
  let allowance = baseAllowance + allowancePerCharacter * textLength;
  return {
    areUsedUp: () => allowance <= 0,
    once({ start, end }, label, read) {
      const key = `${start} ${end} ${label}`;
      if (results.has(key)) {
        allowance -= costOfKnown;
        return results.get(key)!;
      }
      allowance -= costOfNew;
      const result = read();
      results.set(key, result);
      return result;
    },
  };
}
