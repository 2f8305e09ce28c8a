/** What every part of the admin page needs: the language, the texts, the form token, and ways to write numbers and times. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { showNumber } from '../../shared/phone-number.ts';
import type { App } from '../http/bindings.ts';
import { settingsOf } from '../http/settings.ts';
import { pageTexts, type PageText } from './page-texts.ts';

type Language = 'en' | 'ar';
const languageCookie = 'hatif-admin-language';
const yearSeconds = 365 * 24 * 60 * 60;

export type PageContext = {
  language: Language;
  text: (name: PageText, values?: Record<string, string | number>) => string;
  /** Empty before the sign-in. */
  formToken: string;
  host: string;
  isSimulated: boolean;
  /** Unix milliseconds. */
  now: number;
};

/** The language that was chosen on the page, else the browser's. */
export function pageContext(c: Context<App>): PageContext {
  const asked = c.req.query('lang') ?? getCookie(c, languageCookie) ?? '';
  const language = isLanguage(asked) ? asked : preferred(c.req.header('accept-language') ?? '');
  const { PUBLIC_URL = '', TWILIO_API_BASE_URL = '' } = settingsOf(c.env).values;
  return {
    language,
    text: (name, values = {}) => pageTexts[language][name].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? '')),
    formToken: c.var.formToken ?? '',
    host: URL.parse(PUBLIC_URL)?.host ?? '',
    isSimulated: TWILIO_API_BASE_URL.startsWith('http:'),
    now: Date.now(),
  };
}

/** Keeps the language that the query names. @returns whether it names one. */
export function keepLanguage(c: Context<App>): boolean {
  const { lang } = c.req.query();
  if (lang === undefined || !isLanguage(lang)) return false;
  setCookie(c, languageCookie, lang, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: yearSeconds });
  return true;
}

const isLanguage = (text: string): text is Language => text === 'en' || text === 'ar';

const preferred = (header: string): Language => (/^\s*ar\b/i.test(header) ? 'ar' : 'en');

/** `2:07`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const padded = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}

/** Millionths, with the sign of the currency where it has one; isolated from the Arabic around it. */
export function moneyText(micros: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return `\u2066${format.format(micros / 1_000_000)}\u2069`;
}

/** The day on which something happened, UTC. */
export const dayText = (at: number): string => `\u2066${new Date(at).toISOString().slice(0, 10)}\u2069`;

/** Keeps a foreign text of either direction from reordering the sentence around it. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** The alphabet of the page's language comes first. */
export function compareNames(language: Language): (one: { name: string }, other: { name: string }) => number {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return (one, other) => compare(one.name, other.name);
}

/** `2 min. ago`; "now" within the first minute. */
export function agoText(at: number, { language, now }: Pick<PageContext, 'language' | 'now'>): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  const [count, unit] = minutes < 60 ? ([minutes, 'minute'] as const) : ([Math.floor(minutes / 60), 'hour'] as const);
  return new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { style: 'short', numeric: minutes === 0 ? 'auto' : 'always' }).format(
    -count,
    unit,
  );
}

/** UTC, because the server does not know the place of the admin. */
export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const countryText = (code: string, language: Language): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code) : code;

/** What a caller calls itself is shown as it is. */
export const numberText = (number: string): string => (number.startsWith('+') ? showNumber(number) : number);
