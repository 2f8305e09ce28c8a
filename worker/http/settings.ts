/** The deployment's settings, read from the environment once; what is missing or malformed is named, its value never. */
import * as z from 'zod/mini';
import type { settingFaultSchema } from '../../shared/api.ts';
import { countryOf, type Country } from '../../shared/phone-number.ts';
import { ProblemError } from '../../shared/problem.ts';
import { settingRules, type SettingName, type SettingTexts, type SettingValues } from './setting-rules.ts';

export type SettingFault = z.infer<typeof settingFaultSchema>;
export type Settings = { values: Partial<SettingValues>; faults: SettingFault[] };

const hatifExtensionId = 'ckicldgndiodjfmmefoojalkdheggfpi';
const names = Object.keys(settingRules) as SettingName[];
const phoneModeNames = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'PUBLIC_URL'] as const satisfies SettingName[];
const browserModeNames = [
  ...phoneModeNames,
  'TWILIO_API_KEY',
  'TWILIO_API_SECRET',
  'TWILIO_TWIML_APP_SID',
] as const satisfies SettingName[];

const settingsOfEnvironment = new WeakMap<object, Settings>();

/** The settings of this isolate. The first reading prints every fault, one line each. */
export function settingsOf(environment: SettingTexts): Settings {
  const known = settingsOfEnvironment.get(environment);
  if (known) return known;
  const settings = readSettings(environment);
  settingsOfEnvironment.set(environment, settings);
  for (const fault of settings.faults) console.warn(describeFault(fault));
  return settings;
}

/** Origins of the extensions that this deployment admits. */
export function extensionOrigins(environment: SettingTexts): string[] {
  return (settingsOf(environment).values.EXTENSION_IDS ?? []).map((id) => `chrome-extension://${id}`);
}

/** `Missing TWILIO_API_KEY: Twilio Console > …`. */
export function describeFault({ name, fault, hint }: SettingFault): string {
  return `${fault === 'missing' ? 'Missing' : 'Malformed'} ${name}: ${hint}`;
}

/** An empty text counts as missing. A setting that may be left out gets its default. */
export function readSettings(texts: SettingTexts): Settings {
  const read: Partial<SettingValues> = {};
  const faults = names.flatMap((name) => readSetting(name, texts, read) ?? []);
  return { values: complete(read, faults), faults };
}

function readSetting(name: SettingName, texts: SettingTexts, values: Partial<SettingValues>): SettingFault | null {
  const rule = settingRules[name];
  const text = texts[name]?.trim() ?? '';
  if (text === '') return rule.required ? { name, fault: 'missing', hint: rule.where } : null;
  const reading = rule.read(text, texts);
  if ('wrong' in reading) return { name, fault: 'malformed', hint: `${reading.wrong} (${rule.where})` };
  Object.assign(values, { [name]: reading.value });
  return null;
}

/** `read` with the defaults of what may be left out. A malformed setting gets none: what depends on it stays closed. */
function complete(read: Partial<SettingValues>, faults: SettingFault[]): Partial<SettingValues> {
  const callerIds = new Map(read.TWILIO_CALLER_IDS);
  if (read.TWILIO_SAUDI_CALLER_ID && !callerIds.has('SA')) callerIds.set('SA', read.TWILIO_SAUDI_CALLER_ID);
  if (read.TWILIO_PHONE_NUMBER && !callerIds.has('*')) callerIds.set('*', read.TWILIO_PHONE_NUMBER);
  const values: Partial<SettingValues> = {
    ALLOWED_COUNTRIES: homeCountries(callerIds, read.TWILIO_PHONE_NUMBER),
    EXTENSION_IDS: [hatifExtensionId],
    CALLS_PER_MINUTE: 20,
    CALLS_PER_DAY: 300,
    ALLOW_PREMIUM_NUMBERS: false,
    MY_PHONE_PRESS_1: true,
    TWILIO_API_BASE_URL: 'https://api.twilio.com',
    RING_SECONDS: 30,
    CALLER_LANGUAGES: new Map(),
    ...read,
    TWILIO_CALLER_IDS: callerIds,
  };
  for (const { name } of faults) delete values[name as SettingName];
  return values;
}

/** Closed by default: the countries of our own numbers and those a caller ID was chosen for. */
function homeCountries(callerIds: ReadonlyMap<string, string>, phoneNumber = ''): ReadonlySet<Country> {
  const chosen = [...callerIds.keys()].filter((key): key is Country => key !== '*');
  const ours = [...callerIds.values(), phoneNumber].map(countryOf);
  return new Set([...chosen, ...ours.filter((country) => country !== null)]);
}

/**
 * The values of `wanted`.
 * @throws {ProblemError} `settings-missing` or `settings-malformed` with their names when one cannot be used.
 */
export function requireSettings<Name extends SettingName>({ values, faults }: Settings, ...wanted: Name[]): Pick<SettingValues, Name> {
  for (const fault of ['missing', 'malformed'] as const) {
    const faulty = faults.filter((one) => one.fault === fault && wanted.some((name) => name === one.name));
    if (faulty.length > 0) throw new ProblemError(`settings-${fault}`, { names: faulty.map(({ name }) => name).join(', ') });
  }
  return values as Pick<SettingValues, Name>;
}

/** What this deployment can do: calls through the agent's own phone need neither API key nor TwiML App. */
export function modesOf({ faults }: Settings): { browser: boolean; phone: boolean } {
  const faulty = new Set(faults.map(({ name }) => name));
  const works = (needed: readonly SettingName[]) => !needed.some((name) => faulty.has(name));
  return { browser: works(browserModeNames), phone: works(phoneModeNames) };
}
