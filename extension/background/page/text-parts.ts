/** Cuts a long text into parts where no number can stand across the cut. */

/** Long enough for the words around a number to count. */
const maxLength = 3000;

/** Each part with where it begins in the text. Cuts fall after a line, or else between two words. */
export function splitText(text: string): { at: number; text: string }[] {
  const parts: { at: number; text: string }[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + maxLength >= text.length ? text.length : cutBefore(text, at, at + maxLength);
    parts.push({ at, text: text.slice(at, end) });
    at = end;
  }
  return parts;
}

function cutBefore(text: string, from: number, to: number): number {
  const line = text.lastIndexOf('\n', to - 1);
  if (line > from) return line + 1;
  for (let at = to; at > from; at--) if (/\p{L}\s/u.test(text.slice(at - 2, at))) return at;
  return to;
}
