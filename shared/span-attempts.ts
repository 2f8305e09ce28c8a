/** Bounds the work on one text: reads each span once, and limits the attempts by the length of the text. */
import type { Span } from './number-candidates.ts';

export type SpanAttempts<Result> = {
  /** Counts a number that was parsed, which takes far longer than the rest. */
  countParse: () => void;
  /** Counts a number that was written in its national format. */
  countFormat: () => void;
  /** True once the text has used up its attempts: then only the whole of each candidate is tried. */
  areUsedUp: () => boolean;
  /** The result of `read`, which runs once for each span and label. */
  once: (span: Span, label: string | null, read: () => Result) => Result;
};

// In units of about a quarter of a microsecond. Texts that people write take at most 1 for a character, long lists of numbers 3.
const costOfKnown = 2;
const costOfNew = 4;
const costOfParse = 20;
const costOfFormat = 400;
const baseAllowance = 512;
const allowancePerCharacter = 3;

export function createSpanAttempts<Result>(textLength: number): SpanAttempts<Result> {
  const results = new Map<number, Result>();
  const labels: (string | null)[] = [];
  const numberOf = (label: string | null) => (labels.includes(label) ? labels.indexOf(label) : labels.push(label) - 1);
  let allowance = baseAllowance + allowancePerCharacter * textLength;
  return {
    countParse: () => void (allowance -= costOfParse),
    countFormat: () => void (allowance -= costOfFormat),
    areUsedUp: () => allowance <= 0,
    once({ start, end }, label, read) {
      // A number, as texts of keys take longer to make than most spans to read. A text has fewer than 2^22 characters.
      const key = (numberOf(label) * 2 ** 22 + start) * 2 ** 22 + end;
      const known = results.get(key);
      if (known !== undefined) {
        allowance -= costOfKnown;
        return known;
      }
      allowance -= costOfNew;
      const result = read();
      results.set(key, result);
      return result;
    },
  };
}
