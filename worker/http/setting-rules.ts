/** How each setting is read from its text, and where a person finds it. */
import { e164Schema } from '../../shared/api.ts';
import { isCountry, type Country } from '../../shared/phone-number.ts';

/** Value of every setting once read. */
export type SettingValues = {
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  TWILIO_API_KEY: string;
  TWILIO_API_SECRET: string;
  TWILIO_TWIML_APP_SID: string;
  /** E.164. */
  TWILIO_PHONE_NUMBER: string;
  /** E.164 by destination country; `*` for every other country. */
  TWILIO_CALLER_IDS: ReadonlyMap<string, string>;
  TWILIO_SAUDI_CALLER_ID: string;
  /** Without a slash at its end. */
  PUBLIC_URL: string;
  ADMIN_TOKEN: string;
  ALLOWED_COUNTRIES: ReadonlySet<Country>;
  EXTENSION_IDS: readonly string[];
  CALLS_PER_MINUTE: number;
  CALLS_PER_DAY: number;
  ALLOW_PREMIUM_NUMBERS: boolean;
  MY_PHONE_PRESS_1: boolean;
  /** How long browsers ring. */
  RING_SECONDS: number;
  /** What callers are spoken to in, by their country; `*` for every other. */
  CALLER_LANGUAGES: ReadonlyMap<string, 'en' | 'ar'>;
  /** With `{number}` in it. */
  SCREEN_POP_URL: string;
  TWILIO_API_BASE_URL: string;
};
export type SettingName = keyof SettingValues;
export type SettingTexts = { [Name in SettingName]?: string };

/** `wrong` says what is wrong without repeating any of the text. */
type Reading<Value> = { value: Value } | { wrong: string };
type Rule<Value> = {
  /** Where a person finds the value: part of every message about it. */
  where: string;
  required: boolean;
  read: (text: string, all: SettingTexts) => Reading<Value>;
};

const shortestAdminToken = 20;
const mostCalls = 100_000;
const accountPage = 'Twilio Console > Account Dashboard > Account Info';
const keysPage = 'Twilio Console > Account > API keys & tokens';

export const settingRules: { [Name in SettingName]: Rule<SettingValues[Name]> } = {
  TWILIO_ACCOUNT_SID: { where: `${accountPage}, "Account SID", starts with AC`, required: true, read: sid('AC') },
  TWILIO_AUTH_TOKEN: { where: `${accountPage}, "Auth Token", 32 characters of 0-9 and a-f`, required: true, read: authToken },
  TWILIO_API_KEY: { where: `${keysPage} > Create API key (type Standard), the SID that starts with SK`, required: true, read: sid('SK') },
  TWILIO_API_SECRET: {
    where: `${keysPage} > Create API key, the Secret that is shown once, beside the SID`,
    required: true,
    read: apiSecret,
  },
  TWILIO_TWIML_APP_SID: {
    where: 'Twilio Console > Voice > Manage > TwiML apps, the SID that starts with AP',
    required: true,
    read: sid('AP'),
  },
  TWILIO_PHONE_NUMBER: {
    where: 'Twilio Console > Phone Numbers > Manage > Active numbers, as +14155550100',
    required: true,
    read: phoneNumber,
  },
  TWILIO_CALLER_IDS: {
    where: 'Twilio numbers or verified caller IDs by destination country, as SA=+966112345678,*=+14155550100',
    required: false,
    read: callerIds,
  },
  TWILIO_SAUDI_CALLER_ID: { where: 'the number that people in Saudi Arabia see, as +966112345678', required: false, read: phoneNumber },
  PUBLIC_URL: { where: 'the https address under which Twilio and the browsers reach this backend', required: true, read: publicUrl },
  ADMIN_TOKEN: { where: `choose a random text of ${shortestAdminToken} or more characters`, required: true, read: adminToken },
  ALLOWED_COUNTRIES: { where: 'two-letter codes of the countries that may be called, as SA,AE,US', required: false, read: countries },
  EXTENSION_IDS: { where: "the extension's ID at chrome://extensions, 32 letters a-p", required: false, read: extensionIds },
  CALLS_PER_MINUTE: { where: 'how many calls one agent may start in a minute, a whole number', required: false, read: count },
  CALLS_PER_DAY: { where: 'how many calls one agent may start in 24 hours, a whole number', required: false, read: count },
  ALLOW_PREMIUM_NUMBERS: { where: 'on or off: whether numbers that cost extra may be called', required: false, read: onOrOff },
  MY_PHONE_PRESS_1: { where: "on or off: whether an agent's own phone asks to press 1 before it calls on", required: false, read: onOrOff },
  RING_SECONDS: { where: 'how long browsers ring before phones and voicemail, from 5 to 120 seconds', required: false, read: ringSeconds },
  CALLER_LANGUAGES: { where: 'what callers are spoken to in, by their country, as SA=ar,*=en', required: false, read: callerLanguages },
  SCREEN_POP_URL: {
    where: 'the address that shows a caller in your CRM, as https://crm.example.com/search?q={number}',
    required: false,
    read: screenPopUrl,
  },
  TWILIO_API_BASE_URL: { where: "the local Twilio's address; leave it out everywhere else", required: false, read: loopbackUrl },
};

const sidNames: Record<string, string> = { AC: 'an Account SID', SK: 'an API key SID', AP: 'a TwiML App SID', PN: 'a phone number SID' };

function sid(prefix: string) {
  return (text: string): Reading<string> => {
    if (new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i').test(text)) return { value: text };
    const other = sidNames[text.slice(0, 2)];
    if (text.startsWith(prefix)) return { wrong: `it is not ${prefix} and 32 characters of 0-9 and a-f` };
    return { wrong: other ? `${other} stands here, it must start with ${prefix}` : `it must start with ${prefix}` };
  };
}

function authToken(text: string, all: SettingTexts): Reading<string> {
  if (/^[0-9a-f]{32}$/i.test(text)) return { value: text };
  if (text === all.TWILIO_API_SECRET?.trim()) return { wrong: 'the Secret of the API key stands here' };
  const other = sidNames[text.slice(0, 2)];
  return { wrong: other ? `${other} stands here` : 'it is not 32 characters of 0-9 and a-f' };
}

/** An API secret is 32 letters of both cases and digits; that one should be all hexadecimal by chance is out of the question. */
function apiSecret(text: string): Reading<string> {
  if (/^[0-9a-f]{32}$/i.test(text)) {
    return { wrong: 'the Auth Token stands here; tokens are signed with the Secret of the API key' };
  }
  if (/^[A-Za-z0-9]{32}$/.test(text)) return { value: text };
  const other = sidNames[text.slice(0, 2)];
  return { wrong: other ? `${other} stands here` : 'it is not 32 letters and digits' };
}

function phoneNumber(text: string): Reading<string> {
  return e164Schema.safeParse(text).success ? { value: text } : { wrong: 'it is not + and the digits of an international number' };
}

function callerIds(text: string): Reading<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, entry] of listed(text).entries()) {
    const [country = '', number = ''] = entry.split('=').map((part) => part.trim());
    if (country !== '*' && !isCountry(country)) return { wrong: `entry ${index + 1} does not start with a country code or *` };
    if (!e164Schema.safeParse(number).success) return { wrong: `entry ${index + 1} has no number like +966112345678` };
    if (ids.has(country)) return { wrong: `entry ${index + 1} repeats a country` };
    ids.set(country, number);
  }
  return { value: ids };
}

function countries(text: string): Reading<ReadonlySet<Country>> {
  const allowed = new Set<Country>();
  for (const [index, entry] of listed(text).entries()) {
    const code = entry.toUpperCase();
    if (!isCountry(code)) return { wrong: `entry ${index + 1} is not the two-letter code of a country` };
    allowed.add(code);
  }
  return { value: allowed };
}

function extensionIds(text: string): Reading<readonly string[]> {
  const ids = listed(text);
  const odd = ids.findIndex((id) => !/^[a-p]{32}$/.test(id));
  return odd < 0 ? { value: ids } : { wrong: `entry ${odd + 1} is not 32 letters a-p` };
}

function publicUrl(text: string): Reading<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return { wrong: 'it is not an address like https://hatif.example.com' };
  if (url.protocol !== 'https:' && !isLoopback(url)) return { wrong: 'it must start with https://' };
  if (url.username || url.password || /[?#]/.test(text)) return { wrong: 'it must have no user, query or fragment' };
  return { value: text.replace(/\/+$/, '') };
}

function loopbackUrl(text: string): Reading<string> {
  if (!URL.canParse(text) || !isLoopback(new URL(text)))
    return { wrong: 'it must be an address on this machine, as http://127.0.0.1:4900' };
  return { value: text.replace(/\/+$/, '') };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function adminToken(text: string): Reading<string> {
  return text.length >= shortestAdminToken ? { value: text } : { wrong: `it is shorter than ${shortestAdminToken} characters` };
}

function count(text: string): Reading<number> {
  const value = Number(text);
  return /^\d{1,6}$/.test(text) && value >= 1 && value <= mostCalls
    ? { value }
    : { wrong: `it is not a whole number from 1 to ${mostCalls}` };
}

function onOrOff(text: string): Reading<boolean> {
  const word = text.toLowerCase();
  return word === 'on' || word === 'off' ? { value: word === 'on' } : { wrong: 'it is neither on nor off' };
}

function ringSeconds(text: string): Reading<number> {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return value >= 5 && value <= 120 ? { value } : { wrong: 'it is not a whole number from 5 to 120' };
}

function callerLanguages(text: string): Reading<ReadonlyMap<string, 'en' | 'ar'>> {
  const languages = new Map<string, 'en' | 'ar'>();
  for (const [index, entry] of listed(text).entries()) {
    const [country = '', language = ''] = entry.split('=').map((part) => part.trim());
    if (country !== '*' && !isCountry(country)) return { wrong: `entry ${index + 1} does not start with a country code or *` };
    if (language !== 'en' && language !== 'ar') return { wrong: `entry ${index + 1} names no language of these: en, ar` };
    languages.set(country, language);
  }
  return { value: languages };
}

function screenPopUrl(text: string): Reading<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && !isLoopback(url))) return { wrong: 'it is not an address that starts with https://' };
  return text.includes('{number}') ? { value: text } : { wrong: 'it has no {number} in it' };
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
