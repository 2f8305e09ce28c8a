/** Who calls, read from what the network says of them: nothing of it is to be trusted, all of it may be shown. */

/** A caller as shown and kept. */
export type Caller = {
  /** E.164; null when the caller has none that could be called back. */
  number: string | null;
  /** The caller keeps the number back. */
  withheld: boolean;
  /** What to show in place of a number, one clean line of at most 60 characters; '' when there is nothing. */
  written: string;
  /** The name that the network or our own deployment gives, clean and at most 60 characters; null without one. */
  name: string | null;
  /** Host of the page that gives the name; absent for a name from the network. */
  nameFrom?: string | undefined;
};

const longest = 60;

/**
 * Numbers that stand for words, typed on a telephone's keys: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE.
 * https://support.twilio.com/hc/en-us/articles/223179988-Why-am-I-getting-calls-from-these-strange-numbers-
 */
const wordNumbers = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253']);
const words = /^(anonymous|restricted|blocked|unknown|unavailable|private|withheld)$/i;

/**
 * Reads Twilio's `From` and, where it was looked up, `CallerName`. Never refuses: a customer calls, whatever they are called.
 * @param nameFrom host of the page that gives the name.
 */
export function readCaller(from: string, name: string | null = null, nameFrom?: string): Caller {
  const clean = oneLine(from);
  const user = clean.replace(/^(sips?|client):/i, '').split('@')[0] ?? '';
  const withheld = clean === '' || words.test(user) || wordNumbers.has(clean.replace(/^\+/, ''));
  const number = !withheld && /^\+[1-9]\d{6,14}$/.test(clean) ? clean : null;
  const caller = { number, withheld, written: withheld || number ? '' : clean, name: cleanName(name) };
  const host = caller.name === null ? null : cleanHost(nameFrom);
  return host === null ? caller : { ...caller, nameFrom: host };
}

/** A host as it may be shown, at most 60 characters: the end of a longer one, which says whose it is. Null for other text. */
export function cleanHost(host: string | undefined): string | null {
  if (!host || !/^…?[a-z0-9.-]{1,253}$/i.test(host)) return null;
  return host.length > longest ? `…${host.slice(1 - longest)}` : host;
}

/** A name that somebody else wrote (the network, a page) as it may be shown and kept: one clean line of at most 60 characters. */
export function cleanName(name: string | null | undefined): string | null {
  return oneLine(name ?? '') || null;
}

/** One line without what could turn, hide or break the text around it: controls, direction marks, zero-width characters. */
function oneLine(text: string): string {
  const plain = text
    .slice(0, 1000)
    .replace(/[\p{Zl}\p{Zp}\p{Zs}\t\r\n]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    // A pile of marks on one letter reaches over the lines above and below.
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
  const letters = Array.from(plain);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : plain;
}
