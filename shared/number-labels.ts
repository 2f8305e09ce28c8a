/** Classifies a run of digits by the words around it: a phone number, something else, or unknown. */
import {
  fillers,
  holders,
  kindOfCompound,
  listedPeople,
  numbering,
  orderLines,
  otherWords,
  owners,
  phoneWords,
  normalizeWord,
  stops,
} from './label-dictionary.ts';

/** `doubt`: the digits number an unknown thing; only the format can tell that they are a phone number. */
export type Label = 'phone' | 'other' | 'doubt' | null;

const contextLength = 64;
/** `"orderId": ` before a value. */
const jsonKey = /["']([\p{L}_]{1,40})["'] *[:=]>? *["']?$/u;
const maxUnknownWords = 2;

/**
 * The label in the text right before `start`. Only the same sentence counts, and the nearest word with a meaning decides.
 * @param normalized text from `normalize`.
 */
export function labelBefore(normalized: string, start: number): Label {
  const before = normalized.slice(Math.max(0, start - contextLength), start);
  if (/wa\.me\/|[?&]phone=$/.test(before.slice(-7))) return 'phone';
  const key = jsonKey.exec(before)?.[1];
  if (key) return labelFromText(key.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' '), maxUnknownWords) ?? 'doubt';
  const label = before.slice(lastBoundary(before));
  const found = wordsIn(label);
  if (start > contextLength && label === before) found.shift();
  return labelFromWords(found, label, maxUnknownWords);
}

const labelsAfter = [
  /^ *[-–]? *(?:is|was|are|هو|هي) ([^\n.,،;()]{2,40})/u,
  /^ *\(([^\n(),،\d]{2,40})\)/u,
  /^ *[-–]? *((?:ال)?رقم [^\n.,،;()\d:]{2,30})(?=$|[\n.,،;()])/u,
];

/** `… is your order number`, `… (contract)`, `… رقم الشحنة`: a label right after the digits. */
export function isLabelledOtherAfter(normalized: string, end: number): boolean {
  const after = normalized.slice(end, end + contextLength);
  return labelsAfter.some((pattern) => {
    const label = pattern.exec(after)?.[1];
    return label !== undefined && isHeadOther(wordsIn(label).slice(0, 4));
  });
}

/** The first word with a meaning decides: `… your order number`, but not `… رقم والد الطالب`. */
function isHeadOther(words: string[]): boolean {
  for (const [i, word] of words.entries()) {
    const kind = kindOf(word);
    if (kind === 'other') return true;
    if (kind === 'holder' && numbering.has(words[i + 1] ?? '')) return true;
    if (kind === 'phone' || kind === 'stop' || isOwner(word)) return false;
  }
  return false;
}

/** The label of a text that is nothing but a label: null with more than `maxUnknown` unknown words. */
export function labelFromText(text: string, maxUnknown: number): Label {
  const found = wordsIn(text);
  return found.filter((word) => kindOf(word) === null).length <= maxUnknown ? labelFromWords(found, text, maxUnknown) : null;
}

/** Words in the order of the text: the last decides. */
function labelFromWords(found: string[], label: string, maxUnknown: number): Label {
  let unknown = 0;
  for (let i = found.length - 1; i >= 0; i--) {
    const said = kindOf(found[i]!);
    if (said === 'phone') return 'phone';
    if (said === 'other' && !isOfSomebody(found, i)) return 'other';
    if (said === 'holder' || said === 'orders') {
      if (isNumbered(found, i, label)) return 'other';
      if (said === 'orders' || isListed(found, i, label)) return 'doubt';
    }
    if (said === 'stop') return null;
    if (said === null && isNumberedThing(found, i, label)) return 'doubt';
    if (said === null && !isOwner(found[i]!) && ++unknown > maxUnknown) return null;
  }
  return null;
}

type Kind = 'phone' | 'other' | 'holder' | 'orders' | 'stop' | 'filler' | null;

const kinds: [Exclude<Kind, null>, ReadonlySet<string>][] = [
  ['phone', phoneWords],
  ['other', otherWords],
  ['holder', holders],
  ['orders', orderLines],
  ['stop', stops],
  ['filler', fillers],
];

function kindOf(word: string): Kind {
  if (purpose.test(word)) return [...formsOf(word)].some((form) => phoneWords.has(form)) ? 'phone' : null;
  for (const form of formsOf(word)) {
    const kind = kinds.find(([, set]) => set.has(form));
    if (kind) return kind[0];
  }
  return kindOfCompound(word);
}

const arabic = /^[\u0600-\u06ff]/;
/** `للحجز 055…`: the purpose of a call, with any noun. */
const purpose = /^و?لل/;
const minStemLength = 3;

/** The word, and in Arabic its forms without the prefixes `and`, `for`, `the` and the suffixes `your`, `our`, `his`. */
function* formsOf(word: string): Generator<string> {
  yield word;
  if (!arabic.test(word)) return;
  for (const joined of new Set([word, word.replace(/^[وف]/, '')])) {
    yield joined;
    const stem = joined.replace(/^(?:[بك]?ال|لل?|[بك])/, '');
    if (stem.length >= minStemLength) yield stem;
    for (const whole of [joined, stem]) {
      const owned = /^(.{3,}?)(?:كم|هم|ها|نا|ك|ه)$/.exec(whole)?.[1];
      if (!owned) continue;
      yield owned;
      // `فاتورتكم`: before a suffix, the ending of `فاتورة` becomes ت.
      if (owned.endsWith('ت')) yield `${owned.slice(0, -1)}ه`;
    }
  }
}

/** `Locker no. 12…`, `رقم الخزانة 12…`; false for a person's name (`Sara's number`, `رقم سارة`). */
function isNumberedThing(found: string[], at: number, label: string): boolean {
  const word = found[at]!;
  if (isOwner(word)) return false;
  const [before = '', after = ''] = [found[at - 1], found[at + 1]];
  if (arabic.test(word)) return after === 'رقم' || (word.startsWith('ال') && /^[وب]?رقم$/.test(before));
  if (/['’]s$/.test(word)) return false;
  return /^(?:no|nr|num|number)$/.test(after) || (after === '' && /[#=] ?$/.test(label));
}

function isOwner(word: string): boolean {
  return [...formsOf(word)].some((form) => owners.has(form));
}

/** `in case`, `Caller ID`, and a thing that identifies a person: `صاحب الشقة`. */
function isOfSomebody(found: string[], at: number): boolean {
  const before = found[at - 1] ?? '';
  if (found[at] === 'id') return before === 'caller';
  return found[at] === 'case' ? before === 'in' : arabic.test(before) && isOwner(before);
}

/** `Customer no. 12…`, `رقم العميل 12…`, `Customer #12…`, but not `Customer: 055…`. */
function isNumbered(found: string[], holder: number, label: string): boolean {
  return found.slice(holder + 1).some((word) => numbering.has(word)) || isAfterNumbering(found, holder) || /#\s*$/.test(label);
}

/** `Candidate 71104482`, but not `Candidate: 71104482`, nor a cell of a table. */
function isListed(found: string[], at: number, label: string): boolean {
  return at === found.length - 1 && /[^ :] $/.test(label) && listedPeople.has(found[at]!);
}

const articles = new Set(['de', 'du', 'del', 'di', 'da', 'do', 'des', 'van', 'der']);

/** `nº de cliente`, `nr klienta`, `رقم العميل`; false for a phone number of somebody: `mobile number client`. */
function isAfterNumbering(found: string[], at: number): boolean {
  const before = articles.has(found[at - 1] ?? '') ? at - 2 : at - 1;
  return numbering.has(found[before] ?? '') && kindOf(found[before - 1] ?? '') !== 'phone';
}

// A dot ends a sentence only where it does not end `no.`, `tel.` or one letter of `P.O.`.
const boundaries =
  /[\n\r\t!?;|•·،؛,)\]}«»<>]|"(?![א-ת])|(?<!(?:^|[^\p{L}])(?:\p{L}|no|\p{L}*nr|num|ref|inv|acct|acc|tel|mob|ph|ext|org|ord|tkt|pp|pgs|matr|zam|art|ped|fact|prot|kat|тел|моб|стр|дог|зак))\.(?=\s|$)|\s[-–—]\s/giu;

/** The earliest start of the label: after the last end of a sentence, line, cell or bracket, or the last digit. */
function lastBoundary(before: string): number {
  let border = before.length;
  while (border > 0 && !/\d/.test(before[border - 1]!)) border--;
  boundaries.lastIndex = border;
  for (const found of before.matchAll(boundaries)) border = found.index + found[0].length;
  return border;
}

function wordsIn(text: string): string[] {
  // `Bestell-Nr.` is one word, and so is `コード`, whose middle letter was read as a dash.
  const joined = !text.includes('-') ? text : text.replace(/(?<=\p{L})-(?=(?:nr|nummer)(?!\p{L}))|(?<=[ァ-ヺ])-(?=[ァ-ヺ])/giu, '');
  // `ת.ז.` is the abbreviation `ת"ז`.
  const abbreviated = !/[א-ת]\./.test(joined) ? joined : joined.replace(/(?<=[א-ת])\.(?=[א-ת])/g, '"');
  return [...abbreviated.matchAll(/[\p{L}\p{M}]+°?(?:[/'’][\p{L}]+|["״][א-ת]+)*|№/gu)].map(([word]) => normalizeWord(word));
}
