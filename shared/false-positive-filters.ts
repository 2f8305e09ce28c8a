/** Filters false positives: dates, amounts, bank numbers, IP addresses, parts of names. */
import type { Span } from './number-candidates.ts';

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d\\d';
const timeOfDay = '(?:[01]?\\d|2[0-4])\\.[0-5]\\d';

/** Texts no part of which is a phone number. */
const nonPhonePatterns = [
  // URLs, e-mail addresses and paths; WhatsApp links are exempt, because they end in a callable number.
  /(?:https?|ftp|file|wss?):\/\/(?!wa\.me\/\+?\d|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)\S+/gi,
  /\bwww\.\S+/gi,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}/g,
  // Bank numbers: IBAN, and payment cards in fours
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g,
  /(?<![\d+])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?!\d)/g,
  // Books
  /\bISBN(?:-1[03])?:? ?[\d-]{9,16}[\dX]/gi,
  // IP addresses, MAC addresses, UUIDs
  /(?<![\d.])(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])\.){3}(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?![\d.]*\d)/g,
  /\b[\da-f]{2}(?:[:-][\da-f]{2}){5}\b/gi,
  /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi,
  // Coordinates
  /-?\d{1,3}\.\d{4,} *[,;/ ] *-?\d{1,3}\.\d{4,}/g,
  // Opening hours: 08.00–17.00
  new RegExp(String.raw`(?<![\d.]|[-–] ?)${timeOfDay} ?[-–] ?${timeOfDay}(?! ?[-–.]? ?\d)`, 'g'),
  // Timestamps: a date and a time of day
  new RegExp(String.raw`\b${year}([-/.]?)${month}\1${day}[ T]+[0-2]?\d:[0-5]\d`, 'g'),
];

/** The spans of `normalized` in which no number stands. */
export function maskedSpans(normalized: string): Span[] {
  const spans: Span[] = [];
  for (const pattern of nonPhonePatterns)
    for (const found of normalized.matchAll(pattern)) {
      if (/\d/.test(found[0])) spans.push({ start: found.index, end: found.index + found[0].length });
    }
  return spans;
}

const nonPhoneFormats = [
  // Full dates, and the two years of a span
  new RegExp(`^${day}[-/.]${month}[-/.]${year}$`),
  new RegExp(`^${month}[-/.]${day}[-/.]${year}$`),
  new RegExp(`^${year}[-/.]${month}[-/.]${day}$`),
  new RegExp(`^${year} ?[-–/] ?${year}$`),
  new RegExp(`^${day}[.]${month}[.]\\d\\d$`),
  // A file of a year: 2024/447182
  /^(?:19|20)\d\d\/\d+$/,
  // ISBN, and one digit repeated
  /^(?=(?:\D*\d){13}$)97[89][- ]?\d[- ]?\d{2,7}[- ]?\d{1,7}[- ]?\d$/,
  /^\D*(\d)(?:\D*\1){6,}\D*$/,
  // Versions: a dotted phone number has no group of one digit.
  /^\d+(?:\.\d+)*\.\d(?:\.\d+)+$/,
  /^\d+(?:\.\d+){2,}\.\d$/,
];

/** True when the whole of `candidate` has the format of a date, a book number, a version or a count: `06 07 08 09`. */
export function isNonPhoneFormat(candidate: string): boolean {
  return nonPhoneFormats.some((pattern) => pattern.test(candidate)) || isCount(candidate);
}

function isCount(candidate: string): boolean {
  const begin = /(\d+)\D+(\d+)\D+\d+\D+\d/.exec(candidate);
  if (!begin || Number(begin[2]) !== Number(begin[1]) + 1) return false;
  const groups = candidate.match(/\d+/g)!.map(Number);
  return groups.every((group, i) => i === 0 || group === groups[i - 1]! + 1);
}

const slashedDate = /(?<!\d)(?:(?:[0-3]?\d\/[01]?\d)|(?:[01]?\d\/[0-3]?\d))\/(?:[12]\d)?\d{2}/;
const timestamp = /[12]\d{3}[-/]?[01]\d[-/]?[0-3]\d +[0-2]\d$/;

function dateIn(candidate: string): RegExpExecArray | null {
  return candidate.includes('/') ? slashedDate.exec(candidate) : null;
}

const minDigitsBeforeDate = 7;

/** Where a date follows a number in `candidate`: `213-447-1820 5/12/2024`. Null where none does. */
export function startOfDateAfterNumber(candidate: string): number | null {
  const date = dateIn(candidate);
  if (!date || candidate[date.index - 1] !== ' ') return null;
  return candidate.slice(0, date.index).replace(/\D/g, '').length < minDigitsBeforeDate ? null : date.index - 1;
}

const callCount = / x[1-9]$/i;

/** Where the count follows in `Missed call from 055 501 0142 x3`, which is no extension. Null where none does. */
export function startOfCallCount(normalized: string, { start, end }: Span): number | null {
  const count = callCount.exec(normalized.slice(start, end));
  return count && /\bmissed\b[^.\n]*$/i.test(normalized.slice(Math.max(0, start - 40), start)) ? count.index : null;
}

/**
 * Finds dates such as 3/10/1984 and timestamps such as `2012-01-02 08:00` in a candidate.
 * @returns the number of characters to skip: up to the space after the date, or all; 0 without a date.
 */
export function lengthBeforeDateEnds(candidate: string, after: string): number {
  const date = dateIn(candidate);
  if (date) {
    const space = candidate.indexOf(' ', date.index + date[0].length);
    return space === -1 ? candidate.length : space;
  }
  return /^:[0-5]\d/.test(after) && timestamp.test(candidate) ? candidate.length : 0;
}

const letterOrAmountSign = /[\p{Script=Latin}\u0300-\u036f%٪‰\p{Sc}]/u;
const currencies =
  'SAR|SR|USD|EUR|GBP|AED|QAR|KWD|BHD|OMR|EGP|JOD|INR|PKR|TRY|CHF|CAD|AUD|JPY|CNY|Rp|PLN|CZK|HUF|RON|SEK|NOK|DKK|BRL|MXN|ZAR|NGN|KES|THB|VND|zł|Kč|Ft|lei|kr|TL|руб|грн|元|円|원|บาท|đ|تومان|ريال|ريالا|ر\\.?س|دولار|دولارا|درهم|درهما|دينار|دينارا|جنيه|جنيها|يورو|ليرة';
/** Abbreviations of riyals, dinars, dirhams, pounds and liras: one letter for the currency, one for the country. */
const shortCurrency = '(?:ر\\. ?[سقعي]|د\\. ?[إاأكبعتجلم]|ج\\. ?م|ل\\. ?[لس])\\.?';
const currencyBefore = new RegExp(`(?<![\\p{L}])(?:${currencies}|${shortCurrency})\\.? ?$`, 'iu');
const unitAfter = new RegExp(
  `^ ?(?:${currencies}|${shortCurrency}|[kmgt]?i?b|bytes|bits|[km]m[²³]?|m[²³]|[kmg]?hz|cm|kg|lbs?|ms|sec|seconds|units|pcs|pieces|items|records|rows|views|followers|visits|users|votes|points|shares|people|visitors|barrels|tonnes?|tons|litres?|liters?|gallons|[km]wh|rpm|mph|قطعة|وحدة|مشاهدة|متابع|متابعا|نقطة|كيلو|كجم|متر|نسمة|زائر|زائرا|صوت|صوتا|سهم|سهما|برميل|طن|طنا|لتر|كم|شخص|مستخدم|مشترك|مشتركا|عضو|سنة)(?![\\p{L}\\d]|-\\p{L})`,
  'iu',
);

/**
 * True when the adjacent characters make the span part of a word, an amount, a measure or a longer string of digits.
 * @param isLabelled as a phone number: a whole word beside it has lost its space.
 */
export function isPartOfLargerToken(normalized: string, { start, end }: Span, isLabelled = false): boolean {
  const before = normalized.slice(Math.max(0, start - 12), start);
  const after = normalized.slice(end, end + 16);
  const hasPrefix = /^[([+]/.test(normalized.slice(start, start + 1));
  // The rest of an identifier in parts: `71/344/18/2027`
  if (/\d\/$/.test(before) && normalized.slice(start, end).includes('/')) return true;
  if (letterOrAmountSign.test(after.slice(0, 1)) && !(isLabelled && /^\p{L}{3}/u.test(after))) return true;
  if (!hasPrefix && letterOrAmountSign.test(before.slice(-1)) && !(isLabelled && /\p{L}{3}$/u.test(before))) return true;
  if (/^(?:[.:]\d|[@_=])/.test(after) || /^,\d{3}(?!\d)/.test(after)) return true;
  // A file name; an arithmetic expression
  if (
    /^\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|xml|json|html?|png|jpe?g|gif|mp[34]|wav|zip|log|eml|vcf)(?![\p{L}\d])/iu.test(after) ||
    /^ ?(?:[*×÷=] ?\d|\/ ?\d+ ?=)/.test(after)
  )
    return true;
  if (!hasPrefix && /(?:[_\\]|\d[.:]|(?:^|\D)(?:19|20)\d\d\/|(?:^|[^\p{L}])(?!TEL|MOB|FAX|PH|CELL)[A-Z]{1,6}\d*[-/.])$/u.test(before))
    return true;
  if (isRestOfList(before, normalized.slice(start, end), after)) return true;
  return isAmountAfter(before, normalized.slice(start, start + 2)) || unitAfter.test(after);
}

/** `04 – 13 – 21 – 26 – 47 – 51`, the numbers of a lottery: more of the list stands beside the span. */
function isRestOfList(before: string, span: string, after: string): boolean {
  return (/\d [-–] $/.test(before) || /^ [-–] \d/.test(after)) && /^\d{1,3}(?: [-–] \d{1,3}){2,}$/.test(span);
}

/** After a currency; false in `28.000 TL. 0544…`, where the currency follows its amount, and no amount begins with a zero. */
function isAmountAfter(before: string, start: string): boolean {
  const currency = currencyBefore.exec(before);
  return currency !== null && !(/^0\d/.test(start) && /\d ?$/.test(before.slice(0, currency.index)));
}

const bracketed = /^(?:[([])?(?:[^()[\]]+[)\]])?[^()[\]]+(?:[([][^()[\]]+[)\]]){0,3}[^()[\]]*$/;
const publicationPages = /\d{1,5}-+\d{1,5}\s{0,4}\(\d{1,4}/;

/** True when brackets do not pair, or the span is like `12-15 (2009)`, the pages of a publication. */
export function isMalformed(candidate: string): boolean {
  return /[()[\]]/.test(candidate) && (!bracketed.test(candidate) || publicationPages.test(candidate));
}

/** True for an `x` inside a number, except `xx` for a carrier code before the whole national number. */
export function hasStrayX(main: string, e164: string): boolean {
  for (const found of main.matchAll(/x+/gi)) {
    const rest = main.slice(found.index).replace(/\D/g, '');
    if (found[0].length !== 2 || rest.length < 7 || !e164.endsWith(rest)) return true;
  }
  return false;
}
