/** The deployment's settings, read from the environment once per isolate. Messages name a faulty setting, never its value. */
import type * as z from 'zod/mini';
import type { settingFaultSchema } from '../../shared/api.ts';
import { countryOf, type Country } from '../../shared/phone-number.ts';
import { ProblemError } from '../../shared/problem.ts';
import { settingsSchema, type SettingName, type SettingTexts, type SettingValues } from './settings-schema.ts';

export type SettingFault = z.infer<typeof settingFaultSchema>;
export type Settings = { values: Partial<SettingValues>; faults: SettingFault[] };

const settingNames = Object.keys(settingsSchema) as SettingName[];
const phoneModeNames = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'PUBLIC_URL'] as const satisfies SettingName[];
const browserModeNames = [
  ...phoneModeNames,
  'TWILIO_API_KEY',
  'TWILIO_API_SECRET',
  'TWILIO_TWIML_APP_SID',
] as const satisfies SettingName[];

const settingsOfEnvironment = new WeakMap<object, Settings>();

/** The first call for an environment prints every fault, one line each. */
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

/** An empty text counts as missing. Optional settings get their defaults. */
export function readSettings(texts: SettingTexts): Settings {
  const values: Partial<SettingValues> = {};
  const faults = settingNames.flatMap((name) => readSetting(name, texts, values) ?? []);
  return { values: withDerivedDefaults(values, faults), faults };
}

/** Adds the value to `values`. Returns the fault of a missing or malformed setting, which gets neither value nor default. */
function readSetting(name: SettingName, texts: SettingTexts, values: Partial<SettingValues>): SettingFault | null {
  const { schema, where } = settingsSchema[name];
  const text = texts[name]?.trim() || undefined;
  const { data, error } = schema.safeParse(text);
  if (!error) {
    Object.assign(values, { [name]: data });
    return null;
  }
  if (text === undefined) return { name, fault: 'missing', hint: where };
  const isApiSecret = name === 'TWILIO_AUTH_TOKEN' && text === texts.TWILIO_API_SECRET?.trim();
  const reason = isApiSecret ? 'the Secret of the API key stands here' : error.issues[0]?.message;
  return { name, fault: 'malformed', hint: `${reason} (${where})` };
}

/** Completes the settings whose default depends on others. A malformed setting stays without a value. */
function withDerivedDefaults(read: Partial<SettingValues>, faults: SettingFault[]): Partial<SettingValues> {
  const { TWILIO_PHONE_NUMBER, TWILIO_SAUDI_CALLER_ID, ALLOWED_COUNTRIES } = read;
  const callerIds = new Map(read.TWILIO_CALLER_IDS);
  if (TWILIO_SAUDI_CALLER_ID && !callerIds.has('SA')) callerIds.set('SA', TWILIO_SAUDI_CALLER_ID);
  if (TWILIO_PHONE_NUMBER && !callerIds.has('*')) callerIds.set('*', TWILIO_PHONE_NUMBER);
  const isFaulty = (name: SettingName) => faults.some((fault) => fault.name === name);
  return {
    ...read,
    ...(isFaulty('TWILIO_CALLER_IDS') ? {} : { TWILIO_CALLER_IDS: callerIds }),
    ...(isFaulty('ALLOWED_COUNTRIES') ? {} : { ALLOWED_COUNTRIES: ALLOWED_COUNTRIES ?? homeCountries(callerIds, TWILIO_PHONE_NUMBER) }),
  };
}

/** Closed by default: the countries of the deployment's own numbers, and those with a caller ID of their own. */
function homeCountries(callerIds: ReadonlyMap<string, string>, phoneNumber = ''): ReadonlySet<Country> {
  const chosen = [...callerIds.keys()].filter((key): key is Country => key !== '*');
  const own = [...callerIds.values(), phoneNumber].map(countryOf);
  return new Set([...chosen, ...own.filter((country) => country !== null)]);
}

/**
 * The values of the settings `wanted`.
 * @throws {ProblemError} `settings-missing` or `settings-malformed` with their names when one cannot be used.
 */
export function requireSettings<Name extends SettingName>({ values, faults }: Settings, ...wanted: Name[]): Pick<SettingValues, Name> {
  for (const fault of ['missing', 'malformed'] as const) {
    const faulty = faults.filter((each) => each.fault === fault && wanted.some((name) => name === each.name));
    if (faulty.length > 0) throw new ProblemError(`settings-${fault}`, { names: faulty.map(({ name }) => name).join(', ') });
  }
  return values as Pick<SettingValues, Name>;
}

/** The modes of this deployment. Calls through the agent's own phone need neither API key nor TwiML App. */
export function modesOf({ faults }: Settings): { browser: boolean; phone: boolean } {
  const faulty = new Set(faults.map(({ name }) => name));
  const works = (needed: readonly SettingName[]) => !needed.some((name) => faulty.has(name));
  return { browser: works(browserModeNames), phone: works(phoneModeNames) };
}
