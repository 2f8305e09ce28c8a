import { expect, test } from 'vitest';
import type { Account, AccountNumber, App } from './account.ts';
import { limitsOf } from './account-limits.ts';
import { fingerprintOf, planSetup, planUndo, type PlanInput } from './plan.ts';
import { newRecord, type SetupRecord } from './record.ts';

const publicUrl = 'https://hatif.example.workers.dev';
const fallback = 'https://hatif-voicemail-1000.twil.io';
const settings = { TWILIO_PHONE_NUMBER: '+14155550100' };
const phoneNumber = '+14155550100';

const record: SetupRecord = {
  ...newRecord('AC1'),
  tag: 'abc123',
  keySid: 'SK1',
  settingsKey: 'SK1',
  appSid: 'AP1',
  number: phoneNumber,
  migrations: 'm1',
  source: 's1',
  publicUrl,
  settings: fingerprintOf(settings),
};
const urls = (path: string, file: string) => ({
  voice_url: `${publicUrl}/api/calls/twiml/${path}`,
  voice_method: 'POST',
  voice_fallback_url: `${fallback}/${file}.xml`,
  voice_fallback_method: 'GET',
  status_callback: `${publicUrl}/api/calls/webhook/status`,
  status_callback_method: 'POST',
});
const app: App = { sid: 'AP1', friendly_name: 'Hatif abc123', ...urls('outbound', 'outgoing') };
const number: AccountNumber = {
  sid: 'PN1',
  phone_number: phoneNumber,
  capabilities: { voice: true },
  voice_application_sid: '',
  trunk_sid: null,
  ...urls('inbound', 'voicemail'),
};
const account: Account = {
  status: 'active',
  type: 'Full',
  profile: 'business',
  keys: [{ sid: 'SK1', friendly_name: 'Hatif abc123' }],
  apps: [app],
  numbers: [number],
  callerIds: [],
  allowedCountries: ['SA', 'US'],
  fallback: { service: true, domain: 'hatif-voicemail-1000.twil.io' },
};
const done: PlanInput = {
  account,
  record,
  wishes: { countries: ['SA', 'US'], number: { phoneNumber, monthly: '' }, agent: null, verify: null },
  deployment: { state: 'answers', agents: [], hasDatabase: true, migrations: 'm1', source: 's1', servesAfterwards: true },
  calledCountries: ['SA', 'US'],
  settings,
  givenKey: null,
  fallbackUrl: (domain, file) => `https://${domain}${file}`,
};
const planned = (changes: Partial<PlanInput>) => planSetup({ ...done, ...changes }).map(({ is }) => is);

test('a finished setup has nothing to do', () => {
  expect(planSetup(done)).toEqual([]);
});

test('an empty account needs every step, each after those that it builds on', () => {
  const empty = { ...account, keys: [], apps: [], numbers: [], allowedCountries: [], fallback: { service: false, domain: null } };
  const deployment = { ...done.deployment, state: 'silent' as const, hasDatabase: false };
  const wishes = { ...done.wishes, agent: { name: 'Omar', phone: '+966500000177' }, verify: '+966500000177' };
  expect(planned({ account: empty, record: newRecord('AC1'), deployment, wishes })).toEqual([
    'buyNumber',
    'createApp',
    'hostFallback',
    'createDatabase',
    'applyMigrations',
    'deploy',
    'createKey',
    'putSettings',
    'pointApp',
    'pointNumber',
    'allowCountries',
    'verifyCallerId',
    'addAgent',
  ]);
});

const replaceIn = <Item>(item: Item, changes: Partial<Item>) => ({ ...item, ...changes });

test.each<[string, Partial<PlanInput>, string[]]>([
  ['a deleted key', { account: { ...account, keys: [] } }, ['createKey', 'putSettings']],
  ['a key whose secret was lost', { record: replaceIn(record, { settingsKey: undefined }) }, ['createKey', 'putSettings']],
  ['another Voice URL of the app', { account: { ...account, apps: [replaceIn(app, { voice_url: 'https://old.example' })] } }, ['pointApp']],
  ['GET at the number', { account: { ...account, numbers: [replaceIn(number, { voice_method: 'GET' })] } }, ['pointNumber']],
  ['no fallback URL', { account: { ...account, numbers: [replaceIn(number, { voice_fallback_url: '' })] } }, ['pointNumber']],
  [
    'a number that runs an app',
    { account: { ...account, numbers: [replaceIn(number, { voice_application_sid: 'AP9' })] } },
    ['pointNumber'],
  ],
  ['a deleted app', { account: { ...account, apps: [] } }, ['createApp', 'pointApp']],
  ['a key of the admin’s own', { givenKey: 'SK1', record: replaceIn(record, { settingsKey: undefined }) }, []],
  ['a closed country', { account: { ...account, allowedCountries: ['US'] } }, ['allowCountries']],
  ['other settings', { settings: { ...settings, ALLOWED_COUNTRIES: 'US' } }, ['putSettings']],
  ['a changed source', { deployment: { ...done.deployment, source: 's2' } }, ['deploy']],
  ['a new migration', { deployment: { ...done.deployment, migrations: 'm2' } }, ['applyMigrations']],
  ['a backend that is gone', { deployment: { ...done.deployment, state: 'silent' } }, ['deploy']],
  ['a backend without settings', { deployment: { ...done.deployment, state: 'refuses' } }, ['putSettings']],
  ['a backend on this machine that is not started', { deployment: { ...done.deployment, state: 'silent', servesAfterwards: false } }, []],
  ['a new agent', { wishes: { ...done.wishes, agent: { name: 'Omar', phone: null } } }, ['addAgent']],
  [
    'an agent who is there',
    { wishes: { ...done.wishes, agent: { name: 'omar', phone: null } }, deployment: { ...done.deployment, agents: ['Omar'] } },
    [],
  ],
])('%s needs these steps', (_, changes, steps) => {
  expect(planned(changes)).toEqual(steps);
});

test('an app that an admin named Hatif is reused; the key of an unfinished run is replaced', () => {
  const own = replaceIn(app, { sid: 'AP7', friendly_name: 'Hatif' });
  const steps = planSetup({
    ...done,
    account: { ...account, apps: [own] },
    record: replaceIn(record, { appSid: undefined, settingsKey: undefined }),
  });
  expect(steps).toEqual([{ is: 'createKey', replaces: ['SK1'] }, { is: 'putSettings' }]);
});

test('undoing names what the setup made, and nothing else', () => {
  const foreign = {
    ...account,
    keys: [...account.keys, { sid: 'SK9', friendly_name: 'Hatif' }],
    callerIds: [{ sid: 'PN8', phone_number: '+1' }],
  };
  expect(planUndo(foreign, record)).toEqual([{ is: 'deleteApp', sid: 'AP1' }, { is: 'deleteKey', sid: 'SK1' }, { is: 'forget' }]);
  const full = replaceIn(record, {
    bought: phoneNumber,
    countries: ['SA'],
    fallbackService: true,
    worker: true,
    database: 'hatif',
    env: ['PUBLIC_URL'],
    callerIds: ['+1'],
  });
  expect(planUndo(foreign, full).map(({ is }) => is)).toEqual([
    'releaseNumber',
    'deleteApp',
    'deleteKey',
    'removeFallback',
    'disallowCountries',
    'deleteCallerId',
    'deleteWorker',
    'deleteDatabase',
    'cleanEnv',
    'forget',
  ]);
});

test('a number gets its URLs back only while they are those of the setup', () => {
  const pointed = replaceIn(record, { before: { PN1: { VoiceUrl: 'https://before.example' } } });
  expect(planUndo(account, pointed)[0]).toEqual({ is: 'restoreNumber', phoneNumber, sid: 'PN1' });
  const changedSince = { ...account, numbers: [replaceIn(number, { voice_url: 'https://other.example' })] };
  expect(planUndo(changedSince, pointed).map(({ is }) => is)).not.toContain('restoreNumber');
});

test.each([
  [{ type: 'Trial', profile: 'none' as const }, ['trial account', 'at most 5 legs', 'Saudi', 'US1']],
  [{ type: 'Full', profile: 'none' as const }, ['at most 2 legs', 'Saudi', 'US1']],
  [{ type: 'Full', profile: 'individual' as const }, ['at most 3 legs', 'Saudi', 'US1']],
  [{ type: 'Full', profile: 'business' as const }, ['Saudi', 'US1']],
])('an account of %j is told its limits', (kind, words) => {
  const limits = limitsOf({ ...account, ...kind }, done.wishes);
  expect(limits).toHaveLength(words.length);
  for (const [index, word] of words.entries()) expect(limits[index]).toContain(word);
});
