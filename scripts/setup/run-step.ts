/** Executes the steps of a plan, one after another. */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { adminClient } from '../product/admin-client.ts';
import { type Account, readCountry, readNumbers } from './account.ts';
import { readDeployment } from './deployment.ts';
import { writeEnv } from './env-file.ts';
import { type FallbackFile } from './fallback-files.ts';
import { findFallbackDomain, hostFallback } from './host-fallback.ts';
import type { Host } from './host.ts';
import { findApp, fingerprintOf, keyName, type Wishes } from './plan.ts';
import { saveRecord, type SetupRecord } from './record.ts';
import type { Step } from './steps.ts';
import { nothing, TwilioError, type TwilioApi } from './twilio-api.ts';
import { appForm, currentForm, numberForm, type VoiceForm } from './voice-fields.ts';

export type Run = {
  root: string;
  api: TwilioApi;
  host: Host;
  account: Account;
  record: SetupRecord;
  wishes: Wishes;
  files: FallbackFile[];
  secrets: { authToken: string; adminToken: string };
  givenKey: { sid: string; secret: string } | undefined;
  /** Settings that stand in the plan. */
  settings(record: SetupRecord): Record<string, string>;
  /** Shows the code that a person keys on the phone. */
  showCode(phone: string, code: string): void;
};

const sidSchema = z.object({ sid: z.string() });
const keySchema = z.object({ sid: z.string(), secret: z.string() });
const appSchema = z.object({ sid: z.string(), friendly_name: z.string().nullable() });
const validationSchema = z.object({ validation_code: z.string() });
const verifiedSchema = z.object({ outgoing_caller_ids: z.array(sidSchema) });
const updateSchema = z.object({ update_count: z.number() });
const verificationTimeoutMs = 120_000;
const propagationTimeoutMs = 90_000;
const pollMs = 1000;
/** https://www.twilio.com/docs/api/errors/21450 */
const alreadyVerified = 21450;

/** Changes the record and saves it. */
function note(run: Run, changes: Partial<SetupRecord>): void {
  Object.assign(run.record, changes);
  saveRecord(run.root, run.record);
}

export async function runStep(run: Run, step: Step, migrations: string, source: string): Promise<void> {
  const { api, host, record } = run;
  switch (step.is) {
    case 'buyNumber':
      note(run, { bought: step.phoneNumber, number: step.phoneNumber });
      await buyNumber(run, step.phoneNumber);
      return;
    case 'createApp': {
      const { sid } = await api.request('POST', 'Applications.json', appSchema, { FriendlyName: keyName(record) });
      return note(run, { appSid: sid });
    }
    case 'hostFallback':
      if (!run.account.fallback.service) note(run, { fallbackService: true });
      await hostFallback(api, run.files);
      return;
    case 'createDatabase':
      if (!(await host.databaseExists())) note(run, { database: host.databaseName });
      return host.createDatabase();
    case 'applyMigrations':
      await host.applyMigrations();
      return note(run, { migrations });
    case 'deploy':
      if (!(await host.workerExists())) note(run, { worker: true });
      return note(run, { publicUrl: await host.deploy(), source });
    case 'createKey':
      return createKey(run, step.replaces);
    case 'putSettings':
      return putSettings(run);
    case 'pointApp':
      return pointApp(run);
    case 'pointNumber':
      return pointNumber(run, step.phoneNumber);
    case 'allowCountries':
      note(run, { countries: [...new Set([...record.countries, ...step.countries])] });
      return setPermissions(api, step.countries, true);
    case 'verifyCallerId':
      return verifyCallerId(run, step.phone);
    case 'addAgent': {
      const { name, phone } = step;
      await untilAnswers(run);
      await adminClient(deployed(run), run.secrets.adminToken).ensureAgent({ name, ...(phone ? { phone } : {}) });
      return note(run, { agents: [...record.agents, name] });
    }
  }
}

/** A number that somebody else took meanwhile must not be asked for again. */
async function buyNumber(run: Run, phoneNumber: string): Promise<void> {
  await run.api.request('POST', 'IncomingPhoneNumbers.json', sidSchema, { PhoneNumber: phoneNumber }).catch((error: unknown) => {
    if (error instanceof TwilioError && error.status >= 400 && error.status < 500) note(run, { bought: undefined, number: undefined });
    throw error;
  });
}

/** The secret of a new key, between its creation and the settings: nowhere else. */
const newSecrets = new WeakMap<Run, string>();

async function createKey(run: Run, replaces: string[]): Promise<void> {
  for (const sid of replaces) await run.api.request('DELETE', `Keys/${sid}.json`, nothing);
  const { sid, secret } = await run.api.request('POST', 'Keys.json', keySchema, { FriendlyName: keyName(run.record) });
  newSecrets.set(run, secret);
  note(run, { keySid: sid });
}

function deployed({ record }: Run): string {
  if (!record.publicUrl) throw new Error('The address of the backend is not known: the step that deploys it is missing.');
  return record.publicUrl;
}

async function putSettings(run: Run): Promise<void> {
  const { root, record, host, secrets, givenKey } = run;
  const { record: added, write } = writeEnv(root, { PUBLIC_URL: deployed(run), ADMIN_TOKEN: secrets.adminToken });
  note(run, { env: [...new Set([...record.env, ...added])], number: run.wishes.number.phoneNumber });
  write();
  const secret = givenKey?.secret ?? newSecrets.get(run);
  if (givenKey) note(run, { keySid: givenKey.sid });
  const settings = run.settings(record);
  await host.putSettings({
    ...settings,
    TWILIO_AUTH_TOKEN: secrets.authToken,
    ADMIN_TOKEN: secrets.adminToken,
    ...(secret ? { TWILIO_API_SECRET: secret } : {}),
  });
  note(run, {
    settings: fingerprintOf(fingerprintedSettings(settings, secrets)),
    settingsKey: record.keySid ?? '',
    allowed: run.wishes.countries,
  });
}

/** The settings, and the hash of the secrets among them: a changed secret is noticed and cannot be read. */
export function fingerprintedSettings(settings: Record<string, string>, secrets: Run['secrets']): Record<string, string> {
  return { ...settings, secrets: fingerprintOf(secrets) };
}

/** A new address at Cloudflare, and new settings, take a while to be everywhere. */
async function untilAnswers(run: Run): Promise<void> {
  for (const until = Date.now() + propagationTimeoutMs; Date.now() < until; await delay(pollMs)) {
    if ((await readDeployment(deployed(run), run.secrets.adminToken)).state === 'answers') return;
  }
  throw new Error(`${deployed(run)} does not answer with the new settings yet. Run the same command again in a minute.`);
}

async function fallbackUrl({ api, files }: Run, file: string): Promise<string> {
  const domain = await findFallbackDomain(api, files);
  if (domain === null) throw new Error('The fallback files are not hosted: the step before this one is missing.');
  return api.hostedUrl(domain, file);
}

/** Keeps what a resource had before the first change. */
function keepBefore(run: Run, sid: string, before: VoiceForm): void {
  if (!run.record.before[sid]) note(run, { before: { ...run.record.before, [sid]: before } });
}

async function pointApp(run: Run): Promise<void> {
  const known = findApp(run.account, run.record);
  const sid = run.record.appSid ?? known?.sid;
  if (!sid) throw new Error('There is no TwiML App: the step that creates it is missing.');
  if (known && known.friendly_name !== keyName(run.record)) keepBefore(run, sid, currentForm(known));
  note(run, { appSid: sid });
  await run.api.request('POST', `Applications/${sid}.json`, sidSchema, appForm(deployed(run), await fallbackUrl(run, '/outgoing.xml')));
}

async function pointNumber(run: Run, phoneNumber: string): Promise<void> {
  const number = (await readNumbers(run.api)).find(({ phone_number }) => phone_number === phoneNumber);
  if (!number) throw new Error(`The account has no number ${phoneNumber}.`);
  if (run.record.bought !== phoneNumber) keepBefore(run, number.sid, currentForm(number));
  note(run, { number: phoneNumber });
  const form = numberForm(deployed(run), await fallbackUrl(run, '/voicemail.xml'));
  await run.api.request('POST', `IncomingPhoneNumbers/${number.sid}.json`, sidSchema, form);
}

/** Changes the permission for numbers of low risk; those of high risk stay as they are. */
export async function setPermissions(api: TwilioApi, countries: readonly string[], isAllowed: boolean): Promise<void> {
  const states = await Promise.all(countries.map((country) => readCountry(api, country)));
  const updates = states
    .filter((state) => state !== null)
    .map((state) => ({
      iso_code: state.iso_code,
      low_risk_numbers_enabled: String(isAllowed),
      high_risk_special_numbers_enabled: String(state.high_risk_special_numbers_enabled),
      high_risk_tollfraud_numbers_enabled: String(state.high_risk_tollfraud_numbers_enabled),
    }));
  const form = { UpdateRequest: JSON.stringify(updates) };
  await api.request('POST', 'voice.twilio.com/v1/DialingPermissions/BulkCountryUpdates', updateSchema, form);
}

async function verifyCallerId(run: Run, phone: string): Promise<void> {
  const { api, record } = run;
  note(run, { callerIds: [...new Set([...record.callerIds, phone])] });
  const form = { PhoneNumber: phone, FriendlyName: 'Hatif' };
  const validation = await api.request('POST', 'OutgoingCallerIds.json', validationSchema, form).catch(nullIfVerified);
  if (!validation) return;
  run.showCode(phone, validation.validation_code);
  for (const until = Date.now() + verificationTimeoutMs; Date.now() < until; await delay(pollMs)) {
    const query = `PhoneNumber=${encodeURIComponent(phone)}`;
    const { outgoing_caller_ids } = await api.request('GET', `OutgoingCallerIds.json?${query}`, verifiedSchema);
    if (outgoing_caller_ids.length > 0) return;
  }
  throw new Error(`The code was not keyed at ${phone} in time. Run the same command again for a new call.`);
}

/** Somebody keyed the code after an earlier run had stopped to wait. */
function nullIfVerified(error: unknown): null {
  if (error instanceof TwilioError && error.code === alreadyVerified) return null;
  throw error;
}

/** An admin token that fits the backend's rule. */
export const newAdminToken = () => randomBytes(24).toString('base64url');
