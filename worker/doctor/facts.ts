/** What the doctor looks at, read at Twilio and in the database. The checks are pure functions of it. */
import * as z from 'zod/mini';
import { countryOf, type Country } from '../../shared/phone-number.ts';
import { voicemailService } from '../../shared/webhook-paths.ts';
import { listAgents } from '../agents/agent-store.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import type { Settings } from '../http/settings.ts';
import { listStops } from '../limits/stops.ts';
import { issueAccessToken } from '../twilio/access-token.ts';
import { readResource, resourceUrl, type ResourceAnswer } from '../twilio/read-resource.ts';
import type { RestAccount } from '../twilio/rest.ts';
import { tryToken, type TokenTrial } from '../twilio/try-token.ts';
import { makeRoundTrip, type RoundTrip } from './round-trip.ts';

const url = z.nullable(z.string());
const voiceFields = {
  voice_url: url,
  voice_method: url,
  voice_fallback_url: url,
  voice_fallback_method: url,
  status_callback: url,
  status_callback_method: url,
};
const accountSchema = z.object({ status: z.string(), type: z.string() });
const balanceSchema = z.object({ balance: z.string(), currency: z.string() });
const keySchema = z.object({ sid: z.string() });
const appSchema = z.object({ sid: z.string(), ...voiceFields });
const numberSchema = z.object({ sid: z.string(), phone_number: z.string(), voice_application_sid: url, trunk_sid: url, ...voiceFields });
const numbersSchema = z.object({ incoming_phone_numbers: z.array(numberSchema) });
const callerIdsSchema = z.object({ outgoing_caller_ids: z.array(z.object({ phone_number: z.string() })) });
const countrySchema = z.object({
  iso_code: z.string(),
  low_risk_numbers_enabled: z.boolean(),
  high_risk_special_numbers_enabled: z.boolean(),
  high_risk_tollfraud_numbers_enabled: z.boolean(),
});
const countriesSchema = z.object({ content: z.array(countrySchema) });
const profilesSchema = z.object({ results: z.array(z.object({ policy_sid: z.string() })) });
const recordingsSchema = z.object({ recordings: z.array(z.object({ sid: z.string() })) });
const environmentsSchema = z.object({ environments: z.array(z.object({ domain_name: z.string(), build_sid: url })) });

export type AppFacts = z.infer<typeof appSchema>;
export type NumberFacts = z.infer<typeof numberSchema>;
export type CountryFacts = z.infer<typeof countrySchema>;

export type Facts = {
  account: ResourceAnswer<z.infer<typeof accountSchema>>;
  balance: ResourceAnswer<z.infer<typeof balanceSchema>>;
  profiles: ResourceAnswer<z.infer<typeof profilesSchema>>;
  key: ResourceAnswer<z.infer<typeof keySchema>>;
  app: ResourceAnswer<AppFacts>;
  numbers: ResourceAnswer<z.infer<typeof numbersSchema>>;
  callerIds: ResourceAnswer<z.infer<typeof callerIdsSchema>>;
  countries: ResourceAnswer<z.infer<typeof countriesSchema>>;
  token: TokenTrial;
  /** Whether the newest recording can be heard without credentials. */
  recordings: 'none' | 'private' | 'public' | 'unknown';
  roundTrip: RoundTrip;
  /** The domain of the hosted fallback files; null when there is none. */
  fallbackDomain: string | null;
  /** Countries of the agents' own phones. */
  phoneCountries: Country[];
  /** Identities of the agents whose outgoing calls are stopped; the empty one is everybody. */
  stopped: string[];
};

/** Facts about one account, which only a deployment with all settings of the phone mode can have. */
export async function readFacts(env: Bindings, { values }: Settings): Promise<Facts> {
  const account = restAccount(env);
  const [core, token, recordings, roundTrip, agents, stops] = await Promise.all([
    readResources(account, values),
    signalledToken(account, values),
    recordingPrivacy(account),
    makeRoundTrip(env, account, { publicUrl: values.PUBLIC_URL ?? '', from: values.TWILIO_PHONE_NUMBER ?? '' }),
    listAgents(env.DB, Date.now()),
    listStops(env.DB),
  ]);
  const phones = agents.filter(({ revokedAt }) => revokedAt === null).map(({ phone }) => phone);
  const countries = phones.map((phone) => (phone === null ? null : countryOf(phone)));
  const phoneCountries = [...new Set(countries.filter((country) => country !== null))];
  return { ...core, token, recordings, roundTrip, phoneCountries, stopped: stops.map(({ agent }) => agent) };
}

async function readResources(account: RestAccount, values: Settings['values']) {
  const profiles = 'trusthub.twilio.com/v1/CustomerProfiles?Status=twilio-approved&PageSize=100';
  const [basics, balance, approved, key, app, numbers, callerIds, countries, environments] = await Promise.all([
    readResource(account, '.json', accountSchema),
    readResource(account, 'Balance.json', balanceSchema),
    readResource(account, profiles, profilesSchema),
    readResource(account, `Keys/${values.TWILIO_API_KEY ?? 'none'}.json`, keySchema),
    readResource(account, `Applications/${values.TWILIO_TWIML_APP_SID ?? 'none'}.json`, appSchema),
    readResource(account, 'IncomingPhoneNumbers.json?PageSize=1000', numbersSchema),
    readResource(account, 'OutgoingCallerIds.json?PageSize=1000', callerIdsSchema),
    readResource(account, 'voice.twilio.com/v1/DialingPermissions/Countries?PageSize=1000', countriesSchema),
    readResource(account, `serverless.twilio.com/v1/Services/${voicemailService}/Environments?PageSize=100`, environmentsSchema),
  ]);
  const hosted = environments.is === 'read' ? environments.value.environments.filter(({ build_sid }) => build_sid !== null) : [];
  const fallbackDomain = hosted.at(-1)?.domain_name ?? null;
  return { account: basics, balance, profiles: approved, key, app, numbers, callerIds, countries, fallbackDomain };
}

async function signalledToken(account: RestAccount, values: Settings['values']): Promise<TokenTrial> {
  const { TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret, TWILIO_TWIML_APP_SID: twimlAppSid } = values;
  if (!apiKey || !apiSecret || !twimlAppSid) return { is: 'refused', code: 0, message: 'there is no API key' };
  const { token } = issueAccessToken({ accountSid: account.accountSid, apiKey, apiSecret, twimlAppSid }, 'hatif_doctor');
  return tryToken(account, token);
}

const timeoutMs = 10_000;

async function recordingPrivacy(account: RestAccount): Promise<Facts['recordings']> {
  const newest = await readResource(account, 'Recordings.json?PageSize=1', recordingsSchema);
  if (newest.is !== 'read') return 'unknown';
  const [recording] = newest.value.recordings;
  if (!recording) return 'none';
  const media = resourceUrl(account, `Recordings/${recording.sid}.wav`);
  const answer = await fetch(media, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  await answer?.body?.cancel();
  if (!answer) return 'unknown';
  return answer.status < 400 ? 'public' : 'private';
}
