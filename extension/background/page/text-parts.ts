/** Splits a long text where no number can cross the split. */

/** Leaves enough text around a number for its labels. */
const maxLength = 3000;

/** @returns each part with its offset. Splits fall after a line, else between two words. */
export function splitText(text: string): { at: number; text: string }[] {
  const parts: { at: number; text: string }[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + maxLength >= text.length ? text.length : splitBefore(text, at, at + maxLength);
    parts.push({ at, text: text.slice(at, end) });
    at = end;
  }
  return parts;
}

function splitBefore(text: string, from: number, to: number): number {
  const line = text.lastIndexOf('\n', to - 1);
  if (line > from) return line + 1;
  for (let at = to; at > from; at--) if (/\p{L}\s/u.test(text.slice(at - 2, at))) return at;
  return to;
}
