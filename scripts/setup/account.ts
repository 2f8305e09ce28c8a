/** The state of the Twilio account, as far as the setup changes it. */
import * as z from 'zod';
import { findFallbackDomain, hasFallbackService } from './host-fallback.ts';
import type { FallbackFile } from './fallback-files.ts';
import { nullIfMissing, type TwilioApi } from './twilio-api.ts';

const method = z.string().transform((text) => text.toUpperCase());
const urlFields = {
  voice_url: z.string().nullable(),
  voice_method: method.nullable(),
  voice_fallback_url: z.string().nullable(),
  voice_fallback_method: method.nullable(),
  status_callback: z.string().nullable(),
  status_callback_method: method.nullable(),
};
const accountSchema = z.object({ status: z.string(), type: z.string() });
const keysSchema = z.object({ keys: z.array(z.object({ sid: z.string(), friendly_name: z.string() })) });
const appSchema = z.object({ sid: z.string(), friendly_name: z.string().nullable(), ...urlFields });
const appsSchema = z.object({ applications: z.array(appSchema) });
const numberSchema = z.object({
  sid: z.string(),
  phone_number: z.string(),
  capabilities: z.object({ voice: z.boolean() }),
  voice_application_sid: z.string().nullable(),
  trunk_sid: z.string().nullable(),
  ...urlFields,
});
const numbersSchema = z.object({ incoming_phone_numbers: z.array(numberSchema) });
const callerIdsSchema = z.object({ outgoing_caller_ids: z.array(z.object({ sid: z.string(), phone_number: z.string() })) });
export const countrySchema = z.object({
  iso_code: z.string(),
  low_risk_numbers_enabled: z.boolean(),
  high_risk_special_numbers_enabled: z.boolean(),
  high_risk_tollfraud_numbers_enabled: z.boolean(),
});
const profilesSchema = z.object({ results: z.array(z.object({ policy_sid: z.string() })) });

/** `Primary Customer Profile of type Business`, which Twilio's `GET /v1/Policies` lists. */
const businessPolicy = 'RN6433641899984f951173ef1738c3bdd0';

export type App = z.infer<typeof appSchema>;
export type AccountNumber = z.infer<typeof numberSchema>;

export type Account = {
  status: string;
  type: string;
  /** The approved customer profile, which sets how many calls the account may have at a time. */
  profile: 'none' | 'individual' | 'business';
  keys: { sid: string; friendly_name: string }[];
  apps: App[];
  numbers: AccountNumber[];
  callerIds: { sid: string; phone_number: string }[];
  /** Countries that may be called at low risk, of those that were asked for. */
  allowedCountries: string[];
  fallback: { service: boolean; domain: string | null };
};

const all = 'PageSize=1000';

export function readBasics(api: TwilioApi): Promise<z.infer<typeof accountSchema>> {
  return api.request('GET', '.json', accountSchema);
}

export async function readNumbers(api: TwilioApi): Promise<AccountNumber[]> {
  return (await api.request('GET', `IncomingPhoneNumbers.json?${all}`, numbersSchema)).incoming_phone_numbers;
}

/** @param countries whose permissions are read, one request each. */
export async function readAccount(api: TwilioApi, countries: readonly string[], files: readonly FallbackFile[]): Promise<Account> {
  const { status, type } = await readBasics(api);
  const [{ keys }, { applications }, numbers, { outgoing_caller_ids }, profiles] = await Promise.all([
    api.request('GET', `Keys.json?${all}`, keysSchema),
    api.request('GET', `Applications.json?${all}`, appsSchema),
    readNumbers(api),
    api.request('GET', `OutgoingCallerIds.json?${all}`, callerIdsSchema),
    api.request('GET', 'trusthub.twilio.com/v1/CustomerProfiles?Status=twilio-approved&PageSize=100', profilesSchema),
  ]);
  const permissions = await Promise.all(countries.map((country) => readCountry(api, country)));
  const policies = profiles.results.map(({ policy_sid }) => policy_sid);
  return {
    status,
    type,
    profile: policies.includes(businessPolicy) ? 'business' : policies.length > 0 ? 'individual' : 'none',
    keys,
    apps: applications,
    numbers,
    callerIds: outgoing_caller_ids,
    allowedCountries: permissions.filter((each) => each?.low_risk_numbers_enabled).map((each) => each?.iso_code ?? ''),
    fallback: { service: await hasFallbackService(api), domain: await findFallbackDomain(api, files) },
  };
}

export function readCountry(api: TwilioApi, country: string): Promise<z.infer<typeof countrySchema> | null> {
  return api.request('GET', `voice.twilio.com/v1/DialingPermissions/Countries/${country}`, countrySchema).catch(nullIfMissing);
}
