/** Of the texts around a number, the one that tells most beside the name: in a table of contacts the company. */

/** Avatars leave it out. */
const arabicArticle = /^ال/;

/** @param known strings that stand elsewhere in the list: the number, and the name where it is known. */
export function firstText(texts: Iterable<string>, known: readonly string[]): string {
  const words = known.flatMap((one) => one.split(/[\s-]+/));
  const initials = new Set(words.flatMap((word) => [word[0]?.toLowerCase(), word.replace(arabicArticle, '')[0]]));
  for (const one of texts) {
    const rest = known.reduce((left, each) => left.replace(each, ' '), one);
    const text = rest.replace(/\s+/g, ' ').trim();
    if (/\p{L}/u.test(text) && !isInitials(text, initials)) return text;
  }
  return '';
}

/** The letters of an avatar. */
function isInitials(text: string, initials: ReadonlySet<string | undefined>): boolean {
  const letters = Array.from(text.toLowerCase().replace(/[\s.]/g, ''));
  return letters.length <= 3 && letters.every((letter) => initials.has(letter));
}
