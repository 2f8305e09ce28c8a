/** The planner: compares the account and the deployment with what is wanted. Pure, so that its tests are tables. */
import { createHash } from 'node:crypto';
import type { Account, App } from './account.ts';
import type { SetupRecord } from './record.ts';
import type { Step, UndoStep } from './steps.ts';
import { appForm, differs, numberForm } from './voice-fields.ts';

export type Wishes = {
  /** ISO codes that agents may call. */
  countries: string[];
  number: { phoneNumber: string; monthly: string };
  agent: { name: string; phone: string | null } | null;
  /** A phone to verify as caller ID. */
  verify: string | null;
};

/** What is known of the place where the backend runs. */
export type Deployment = {
  hasDatabase: boolean;
  /** Hashes of the migrations and of the source as they are now. */
  migrations: string;
  source: string;
  /** `refuses`: it answers, without settings or with another admin token. */
  state: 'answers' | 'refuses' | 'silent';
  /** Names of the active agents. */
  agents: string[];
  /** Whether agents can be added at the end of the setup. */
  servesAfterwards: boolean;
};

export type PlanInput = {
  account: Account;
  record: SetupRecord;
  wishes: Wishes;
  deployment: Deployment;
  /** Countries of `wishes` and of the agent's phone. */
  calledCountries: string[];
  /** A key of the admin's own, whose secret is at hand. */
  givenKey: string | null;
  /** Settings that are no secrets, and the fingerprints of those that are. */
  settings: Record<string, string>;
  fallbackUrl: (domain: string, file: string) => string;
};

export const keyName = (record: SetupRecord) => `Hatif ${record.tag}`;
const usualAppName = 'Hatif';

/** The app of an earlier run, else one that an admin named Hatif. */
export function findApp(account: Account, record: SetupRecord): App | undefined {
  return (
    account.apps.find(({ sid }) => sid === record.appSid) ??
    account.apps.find(({ friendly_name }) => friendly_name === keyName(record)) ??
    account.apps.find(({ friendly_name }) => friendly_name === usualAppName)
  );
}

function isOwnApp(app: App, record: SetupRecord): boolean {
  return app.friendly_name === keyName(record);
}

export function fingerprintOf(settings: Record<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => a.localeCompare(b))))
    .digest('hex');
}

function keySteps({ account, record, givenKey }: PlanInput): Step[] {
  if (account.keys.some(({ sid }) => sid === givenKey)) return [];
  const inUse = account.keys.some(({ sid }) => sid === record.settingsKey);
  if (inUse) return [];
  const replaces = account.keys.filter(({ friendly_name }) => friendly_name === keyName(record)).map(({ sid }) => sid);
  return [{ is: 'createKey', replaces }];
}

function pointSteps({ account, record, wishes, fallbackUrl }: PlanInput): Step[] {
  const { domain } = account.fallback;
  const { publicUrl } = record;
  const app = findApp(account, record);
  const { phoneNumber } = wishes.number;
  const number = account.numbers.find(({ phone_number }) => phone_number === phoneNumber);
  const pointApp: Step = { is: 'pointApp' };
  const pointNumber: Step = { is: 'pointNumber', phoneNumber };
  if (!domain || !publicUrl) return [pointApp, pointNumber];
  const appDiffers = !app || differs(app, appForm(publicUrl, fallbackUrl(domain, '/outgoing.xml')));
  const numberDiffers = !number || differs(number, numberForm(publicUrl, fallbackUrl(domain, '/voicemail.xml')));
  return [...(appDiffers ? [pointApp] : []), ...(numberDiffers ? [pointNumber] : [])];
}

/** The steps that are missing, in the order in which each can run. */
export function planSetup(input: PlanInput): Step[] {
  const { account, record, wishes, deployment, calledCountries, settings } = input;
  const { number, verify, agent } = wishes;
  const keys = keySteps(input);
  const closed = calledCountries.filter((country) => !account.allowedCountries.includes(country));
  const isUp = deployment.state !== 'silent' || !deployment.servesAfterwards;
  const isMoved = record.tunnel !== undefined && record.tunnel !== record.publicUrl;
  const isDeployed = record.source === deployment.source && record.publicUrl !== undefined && isUp && !isMoved;
  const isConfigured = deployment.state !== 'refuses' && record.settings === fingerprintOf(settings);
  const hasSettings = keys.length === 0 && isConfigured;
  const verified = account.callerIds.some(({ phone_number }) => phone_number === verify);
  const known = deployment.agents.some((name) => name.toLowerCase() === agent?.name.toLowerCase());
  return [
    ...steps(!account.numbers.some(({ phone_number }) => phone_number === number.phoneNumber), { is: 'buyNumber', ...number }),
    ...steps(!findApp(account, record), { is: 'createApp' }),
    ...steps(account.fallback.domain === null, { is: 'hostFallback' }),
    ...steps(!deployment.hasDatabase, { is: 'createDatabase' }),
    ...steps(record.migrations !== deployment.migrations, { is: 'applyMigrations' }),
    ...steps(!isDeployed, { is: 'deploy' }),
    ...keys,
    ...steps(!hasSettings, { is: 'putSettings' }),
    ...pointSteps(input),
    ...steps(closed.length > 0, { is: 'allowCountries', countries: closed }),
    ...(verify !== null && !verified ? [{ is: 'verifyCallerId' as const, phone: verify }] : []),
    ...(agent && deployment.servesAfterwards && !known ? [{ is: 'addAgent' as const, ...agent }] : []),
  ];
}

function steps(isMissing: boolean, step: Step): Step[] {
  return isMissing ? [step] : [];
}

/** What the record says was made, and is still there. */
export function planUndo(account: Account, record: SetupRecord): UndoStep[] {
  const app = account.apps.find((each) => isOwnApp(each, record));
  const reused = account.apps.find(({ sid }) => record.before[sid]);
  const number = account.numbers.find(({ phone_number }) => phone_number === record.number);
  const bought = account.numbers.find(({ phone_number }) => phone_number === record.bought);
  const isOurs = (url: string | null) => record.publicUrl !== undefined && (url ?? '').startsWith(record.publicUrl);
  const keys = account.keys.filter(({ friendly_name }) => friendly_name === keyName(record));
  const callerIds = account.callerIds.filter(({ phone_number }) => record.callerIds.includes(phone_number));
  return [
    ...(bought ? [{ is: 'releaseNumber' as const, phoneNumber: bought.phone_number, sid: bought.sid }] : []),
    ...(number && !bought && record.before[number.sid] && isOurs(number.voice_url)
      ? [{ is: 'restoreNumber' as const, phoneNumber: number.phone_number, sid: number.sid }]
      : []),
    ...(reused && isOurs(reused.voice_url) ? [{ is: 'restoreApp' as const, sid: reused.sid }] : []),
    ...(app ? [{ is: 'deleteApp' as const, sid: app.sid }] : []),
    ...keys.map(({ sid }) => ({ is: 'deleteKey' as const, sid })),
    ...(record.fallbackService && account.fallback.service ? [{ is: 'removeFallback' as const }] : []),
    ...(record.countries.length > 0 ? [{ is: 'disallowCountries' as const, countries: record.countries }] : []),
    ...callerIds.map(({ sid, phone_number }) => ({ is: 'deleteCallerId' as const, phone: phone_number, sid })),
    ...(record.worker ? [{ is: 'deleteWorker' as const }] : []),
    ...(record.database ? [{ is: 'deleteDatabase' as const, name: record.database }] : []),
    ...(record.env.length > 0 ? [{ is: 'cleanEnv' as const, names: record.env }] : []),
    { is: 'forget' },
  ];
}
