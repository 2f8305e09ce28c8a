/** Every setting with its schema (type, rule, default) and where an admin finds the value. */
import { _default as withDefault, optional, type infer as Infer } from 'zod/mini';
import {
  adminToken,
  apiSecret,
  arabicVoice,
  authToken,
  callOutcomes,
  callerIds,
  callerLanguages,
  countries,
  extensionIds,
  loopbackUrl,
  minAdminTokenLength,
  money,
  oneOf,
  onOrOff,
  phoneNumber,
  publicUrl,
  ringGroupsByNumber,
  screenPopUrl,
  sid,
  wholeNumber,
} from './setting-rules.ts';

const maxCalls = 100_000;
const maxMinutes = 999_999;
/** Twilio's own limit of a `<Dial>`: https://www.twilio.com/docs/voice/twiml/dial#timelimit */
const maxCallMinutes = 240;
const maxRetentionDays = 36_500;
const hatifExtensionId = 'ckicldgndiodjfmmefoojalkdheggfpi';
const accountPage = 'Twilio Console > Account Dashboard > Account Info';
const keysPage = 'Twilio Console > Account > API keys & tokens';
const numbersPage = 'Twilio Console > Phone Numbers > Manage > Active numbers';

/** `where` tells the admin where to find the value: part of every message about the setting. */
export const settingsSchema = {
  TWILIO_ACCOUNT_SID: { schema: sid('AC'), where: `${accountPage}, "Account SID", starts with AC` },
  TWILIO_AUTH_TOKEN: { schema: authToken, where: `${accountPage}, "Auth Token", 32 characters of 0-9 and a-f` },
  TWILIO_API_KEY: { schema: sid('SK'), where: `${keysPage} > Create API key (type Standard), the SID that starts with SK` },
  TWILIO_API_SECRET: { schema: apiSecret, where: `${keysPage} > Create API key, the Secret that is shown once, beside the SID` },
  TWILIO_TWIML_APP_SID: { schema: sid('AP'), where: 'Twilio Console > Voice > Manage > TwiML apps, the SID that starts with AP' },
  TWILIO_PHONE_NUMBER: { schema: phoneNumber, where: `${numbersPage}, as +14155550100` },
  /** Ring groups by the number that was called. A number that is not in it rings every agent. */
  TWILIO_PHONE_NUMBERS: {
    schema: withDefault(ringGroupsByNumber, new Map()),
    where: 'your Twilio numbers with the ring group that each rings, as +966112345678:sales,+14155550100:support',
  },
  /** E.164 by destination country; `*` is every other country. Completed from the two settings beside it. */
  TWILIO_CALLER_IDS: {
    schema: optional(callerIds),
    where: 'Twilio numbers or verified caller IDs by destination country, as SA=+966112345678,*=+14155550100',
  },
  TWILIO_SAUDI_CALLER_ID: { schema: optional(phoneNumber), where: 'the number that people in Saudi Arabia see, as +966112345678' },
  /** Without a trailing slash. */
  PUBLIC_URL: { schema: publicUrl, where: 'the https address under which Twilio and the browsers reach this backend' },
  ADMIN_TOKEN: { schema: adminToken, where: `choose a random text of ${minAdminTokenLength} or more characters` },
  /** Defaults to the countries of the deployment's own numbers. */
  ALLOWED_COUNTRIES: { schema: optional(countries), where: 'two-letter codes of the countries that may be called, as SA,AE,US' },
  EXTENSION_IDS: {
    schema: withDefault(extensionIds, [hatifExtensionId]),
    where: "the extension's ID at chrome://extensions, 32 letters a-p",
  },
  CALLS_PER_MINUTE: {
    schema: withDefault(wholeNumber(1, maxCalls), 20),
    where: 'how many calls one agent may start in a minute, a whole number',
  },
  CALLS_PER_DAY: {
    schema: withDefault(wholeNumber(1, maxCalls), 300),
    where: 'how many calls one agent may start in 24 hours, a whole number',
  },
  MAX_LIVE_CALLS_PER_AGENT: {
    schema: withDefault(wholeNumber(1, 100), 2),
    where: 'how many outgoing calls one agent may have on at a time, from 1 to 100',
  },
  MAX_CALL_MINUTES: {
    schema: withDefault(wholeNumber(1, maxCallMinutes), 120),
    where: `after how many minutes a call ends, from 1 to ${maxCallMinutes}`,
  },
  MAX_MINUTES_PER_DAY: {
    schema: withDefault(wholeNumber(1, maxMinutes), 600),
    where: 'how many minutes one agent may talk on outgoing calls in a day (UTC), a whole number',
  },
  MAX_TEAM_MINUTES_PER_DAY: {
    schema: withDefault(wholeNumber(1, maxMinutes), 10_000),
    where: 'how many minutes all agents together may talk on outgoing calls in a day (UTC), a whole number',
  },
  MAX_SPEND_PER_DAY: {
    schema: optional(money),
    where: 'what all outgoing calls of a day (UTC) may cost, in the currency of the account, as 20 USD',
  },
  MAX_SPEND_PER_AGENT_PER_DAY: {
    schema: optional(money),
    where: 'what the outgoing calls of one agent in a day (UTC) may cost, as 5 USD',
  },
  ASK_FOR_NEW_COUNTRIES: {
    schema: withDefault(onOrOff, false),
    where: 'on or off: whether an admin has to allow the first call to a country',
  },
  BRAKE_CALLS_PER_AGENT: {
    schema: withDefault(wholeNumber(0, maxCalls), 100),
    where: 'after how many calls in 10 minutes an agent is stopped; 0 never stops them',
  },
  BRAKE_SHORT_CALLS_PER_AGENT: {
    schema: withDefault(wholeNumber(0, maxCalls), 40),
    where: 'after how many unanswered or short calls in 10 minutes an agent is stopped; 0 never stops them',
  },
  BRAKE_CALLS: {
    schema: withDefault(wholeNumber(0, maxCalls), 1000),
    where: 'after how many calls of all agents in 10 minutes all calls are stopped; 0 never stops them',
  },
  BRAKE_SHORT_CALLS: {
    schema: withDefault(wholeNumber(0, maxCalls), 400),
    where: 'after how many unanswered or short calls of all agents in 10 minutes all calls are stopped; 0 never stops them',
  },
  MAX_CALLS_PER_CALLER: {
    schema: withDefault(wholeNumber(1, 1000), 6),
    where: "how many calls of one caller in 10 minutes may ring agents' own phones, from 1 to 1000",
  },
  RETENTION_DAYS: {
    schema: withDefault(wholeNumber(0, maxRetentionDays), 365),
    where: `after how many days calls, names and recordings are deleted, from 1 to ${maxRetentionDays}; 0 keeps them`,
  },
  ALLOW_PREMIUM_NUMBERS: { schema: withDefault(onOrOff, false), where: 'on or off: whether numbers that cost extra may be called' },
  ALLOW_UNKNOWN_NUMBERS: {
    schema: withDefault(onOrOff, false),
    where: 'on or off: whether numbers in no known range may be called',
  },
  MY_PHONE_PRESS_1: {
    schema: withDefault(onOrOff, true),
    where: "on or off: whether an agent's own phone asks to press 1 before it calls on",
  },
  RING_SECONDS: {
    schema: withDefault(wholeNumber(5, 120), 30),
    where: 'how long browsers ring before phones and voicemail, from 5 to 120 seconds',
  },
  MAX_RINGING_SECONDS: {
    schema: withDefault(wholeNumber(15, 120), 45),
    where: 'how long a caller hears ringing in all before voicemail, from 15 to 120 seconds',
  },
  CALLER_LANGUAGES: {
    schema: withDefault(callerLanguages, new Map()),
    where: 'what callers are spoken to in, by their country, as SA=ar,*=en',
  },
  ARABIC_VOICE: {
    schema: withDefault(arabicVoice, 'Polly.Hala-Neural'),
    where: 'the voice of everything spoken in Arabic, as Polly.Hala-Neural',
  },
  /** With `{number}` in it. */
  SCREEN_POP_URL: {
    schema: optional(screenPopUrl),
    where: 'the address that shows a caller in your CRM, as https://crm.example.com/search?q={number}',
  },
  /** What agents choose from after a call. Without it they have the list of the extension, in their language. */
  CALL_OUTCOMES: { schema: optional(callOutcomes), where: 'outcomes of calls to choose from, as Interested,Call back,Wrong number' },
  RECORDING: {
    schema: withDefault(oneOf('off', 'on-demand', 'always'), 'off'),
    where: 'off, on-demand or always: whether agents may record calls, or every call is recorded',
  },
  RECORDING_ANNOUNCEMENT: {
    schema: withDefault(onOrOff, false),
    where: 'on or off: whether customers hear that the call may be recorded before they are connected',
  },
  TWILIO_API_BASE_URL: {
    schema: withDefault(loopbackUrl, 'https://api.twilio.com'),
    where: "the local Twilio's address; leave it out everywhere else",
  },
};

export type SettingName = keyof typeof settingsSchema;
export type SettingTexts = { [Name in SettingName]?: string };
export type SettingValues = { [Name in SettingName]: NonNullable<Infer<(typeof settingsSchema)[Name]['schema']>> };
