/** How each kind of setting is parsed from its text. */
import { arabicVoices, type ArabicVoice } from '../twilio/twiml.ts';
import * as z from 'zod/mini';
import { e164Schema, languageSchema } from '../../shared/api.ts';
import { maxOutcomeLength } from '../../shared/call-log/call-note.ts';
import { isCountry, type Country } from '../../shared/phone-number.ts';
import { ringGroupSchema } from './ring-group.ts';

/** @param parse calls `fail` with the reason when `text` is malformed. A reason never repeats the text. */
function rule<Value>(parse: (text: string, fail: (reason: string) => never) => Value) {
  const toValue = z.transform((text: string, { issues }): Value =>
    parse(text, (message) => {
      issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );
  return z.pipe(z.string(), toValue);
}

export const minAdminTokenLength = 20;
const sidKinds: Record<string, string> = { AC: 'an Account SID', SK: 'an API key SID', AP: 'a TwiML App SID', PN: 'a phone number SID' };
const sidKindOf = (text: string) => sidKinds[text.slice(0, 2)];

export const sid = (prefix: string) =>
  rule((text, fail) => {
    if (new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i').test(text)) return text;
    if (text.startsWith(prefix)) return fail(`it is not ${prefix} and 32 characters of 0-9 and a-f`);
    const other = sidKindOf(text);
    return fail(other ? `${other} stands here, it must start with ${prefix}` : `it must start with ${prefix}`);
  });

export const authToken = rule((text, fail) => {
  if (/^[0-9a-f]{32}$/i.test(text)) return text;
  return fail(sidKindOf(text) ? `${sidKindOf(text)} stands here` : 'it is not 32 characters of 0-9 and a-f');
});

/** 32 letters of both cases and digits. That all are hexadecimal by chance is too unlikely to allow for. */
export const apiSecret = rule((text, fail) => {
  if (/^[0-9a-f]{32}$/i.test(text)) return fail('the Auth Token stands here; tokens are signed with the Secret of the API key');
  if (/^[A-Za-z0-9]{32}$/.test(text)) return text;
  return fail(sidKindOf(text) ? `${sidKindOf(text)} stands here` : 'it is not 32 letters and digits');
});

export const phoneNumber = rule((text, fail) =>
  e164Schema.safeParse(text).success ? text : fail('it is not + and the digits of an international number'),
);

export const callerIds = rule((text, fail): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  for (const [index, { country, value }] of countryEntries(text).entries()) {
    if (!isCountryKey(country)) return fail(`entry ${index + 1} does not start with a country code or *`);
    if (!e164Schema.safeParse(value).success) return fail(`entry ${index + 1} has no number like +966112345678`);
    if (ids.has(country)) return fail(`entry ${index + 1} repeats a country`);
    ids.set(country, value);
  }
  return ids;
});

export const callerLanguages = rule((text, fail): ReadonlyMap<string, z.infer<typeof languageSchema>> => {
  const languages = new Map<string, z.infer<typeof languageSchema>>();
  for (const [index, { country, value }] of countryEntries(text).entries()) {
    const language = languageSchema.safeParse(value).data;
    if (!isCountryKey(country)) return fail(`entry ${index + 1} does not start with a country code or *`);
    if (!language) return fail(`entry ${index + 1} names no language of these: en, ar`);
    languages.set(country, language);
  }
  return languages;
});

/** `+966…:sales,+1…:support`. A number that is repeated has several groups; one without any rings every agent. */
export const ringGroupsByNumber = rule((text, fail): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const [index, entry] of listEntries(text).entries()) {
    const [number = '', group] = entry.split(':').map((part) => part.trim());
    if (!e164Schema.safeParse(number).success) return fail(`entry ${index + 1} does not start with a number like +966112345678`);
    if (group !== undefined && !ringGroupSchema.safeParse(group).success) {
      return fail(`entry ${index + 1} has no group of a-z, 0-9 and - after its colon`);
    }
    groups.set(number, [...(groups.get(number) ?? []), ...(group === undefined ? [] : [group])]);
  }
  return groups;
});

export const countries = rule((text, fail): ReadonlySet<Country> => {
  const codes = listEntries(text).map((entry) => entry.toUpperCase());
  const unknown = codes.findIndex((code) => !isCountry(code));
  return unknown < 0 ? new Set(codes.filter(isCountry)) : fail(`entry ${unknown + 1} is not the two-letter code of a country`);
});

export const extensionIds = rule((text, fail): readonly string[] => {
  const ids = listEntries(text);
  const malformed = ids.findIndex((id) => !/^[a-p]{32}$/.test(id));
  return malformed < 0 ? ids : fail(`entry ${malformed + 1} is not 32 letters a-p`);
});

export const publicUrl = rule((text, fail) => {
  const url = URL.parse(text);
  if (!url) return fail('it is not an address like https://hatif.example.com');
  if (url.protocol !== 'https:' && !isLoopback(url)) return fail('it must start with https://');
  if (url.username || url.password || /[?#]/.test(text)) return fail('it must have no user, query or fragment');
  return withoutTrailingSlash(text);
});

export const loopbackUrl = rule((text, fail) =>
  isLoopback(URL.parse(text)) ? withoutTrailingSlash(text) : fail('it must be an address on this machine, as http://127.0.0.1:4900'),
);

export const screenPopUrl = rule((text, fail) => {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' && !isLoopback(url)) return fail('it is not an address that starts with https://');
  return text.includes('{number}') ? text : fail('it has no {number} in it');
});

const maxCallOutcomes = 20;

export const callOutcomes = rule((text, fail): readonly string[] => {
  const outcomes = listEntries(text);
  const long = outcomes.findIndex((outcome) => outcome.length > maxOutcomeLength);
  if (long >= 0) return fail(`entry ${long + 1} has more than ${maxOutcomeLength} characters`);
  if (new Set(outcomes).size < outcomes.length) return fail('an entry is repeated');
  return outcomes.length <= maxCallOutcomes ? outcomes : fail(`it has more than ${maxCallOutcomes} entries`);
});

export const adminToken = rule((text, fail) =>
  text.length >= minAdminTokenLength ? text : fail(`it is shorter than ${minAdminTokenLength} characters`),
);

export const arabicVoice = rule((text, fail): ArabicVoice =>
  text in arabicVoices ? (text as ArabicVoice) : fail(`it is none of these voices: ${Object.keys(arabicVoices).join(', ')}`),
);

export const wholeNumber = (min: number, max: number) =>
  rule((text, fail) =>
    /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max
      ? Number(text)
      : fail(`it is not a whole number from ${min} to ${max}`),
  );

/** In millionths of a currency. */
export type Money = { micros: number; currency: string };

export const money = rule((text, fail): Money => {
  const [, amount, currency] = /^(\d{1,6}(?:\.\d{1,2})?) ?([A-Z]{3})$/i.exec(text) ?? [];
  if (amount === undefined || currency === undefined) return fail('it is not an amount and a currency, as 20 USD');
  return { micros: Math.round(Number(amount) * 1_000_000), currency: currency.toUpperCase() };
});

export const oneOf = <Choice extends string>(...choices: Choice[]) =>
  rule(
    (text, fail): Choice => choices.find((choice) => choice === text.toLowerCase()) ?? fail(`it is none of these: ${choices.join(', ')}`),
  );

export const onOrOff = rule((text, fail) => (/^(on|off)$/i.test(text) ? text.toLowerCase() === 'on' : fail('it is neither on nor off')));

function listEntries(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `SA=+966…,*=+1…`. */
function countryEntries(text: string): { country: string; value: string }[] {
  return listEntries(text).map((entry) => {
    const [country = '', value = ''] = entry.split('=').map((part) => part.trim());
    return { country, value };
  });
}

const isCountryKey = (text: string) => text === '*' || isCountry(text);
const withoutTrailingSlash = (text: string) => text.replace(/\/+$/, '');

function isLoopback(url: URL | null): boolean {
  return url !== null && /^https?:$/.test(url.protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
