/** `npm run setup` from the credentials to the pairing link. */
import path from 'node:path';
import { countryOf } from '../../shared/phone-number.ts';
import { limitsOf } from './account-limits.ts';
import { type Account, readAccount, readBasics } from './account.ts';
import { askCredentials } from './credentials.ts';
import { readDeployment, type DeployedAgents } from './deployment.ts';
import { readEnvFile } from './env-file.ts';
import { fallbackFiles } from './fallback-files.ts';
import { ringPhone, showPairing } from './finish.ts';
import type { Host } from './host.ts';
import type { SetupOptions } from './options.ts';
import { findApp, planSetup, type Wishes } from './plan.ts';
import { loadRecord, newRecord, saveRecord, type SetupRecord } from './record.ts';
import { fingerprintedSettings, newAdminToken, runStep, type Run } from './run-step.ts';
import type { Setup } from './setup-context.ts';
import { undoSetup } from './undo-setup.ts';
import { describeStep, type Step } from './steps.ts';
import type { Terminal } from './terminal.ts';
import { twilioApi, type Credentials } from './twilio-api.ts';
import { readWishes } from './wishes.ts';

/** @returns the exit code. @throws {Error} with the next step for the person. */
export async function runSetup(setup: Setup): Promise<number> {
  const { root, options, terminal } = setup;
  const credentials = await askCredentials(terminal, setup.env);
  const api = twilioApi(credentials);
  const { status } = await readBasics(api);
  if (status !== 'active') throw new Error(`The Twilio account is ${status}. The Console says why: https://console.twilio.com`);
  const known = loadRecord(root, api.accountSid);
  if (options.undo) return undoSetup(setup, api, known);
  const record = known ?? newRecord(api.accountSid);
  const wishes = await readWishes({ api, options, record, terminal });
  const host = setup.createHost(record);
  terminal.say(`${host.name}: ${await prepare(host, options)}`);

  const adminToken = readEnvFile(path.join(root, '.env'))['ADMIN_TOKEN'] ?? newAdminToken();
  const files = fallbackFiles([...wishes.countries, countryOf(wishes.number.phoneNumber) ?? '']);
  const deployed = await readDeployment(record.publicUrl, adminToken);
  const calledCountries = countriesOf(wishes, deployed);
  const account = await readAccount(api, calledCountries, files);
  const { authToken, apiKey } = credentials;
  const secrets = { authToken, adminToken };
  const settings = (of: SetupRecord) => settingsOf(credentials, account, of, wishes);
  const steps = planSetup({
    account,
    record,
    wishes,
    calledCountries,
    givenKey: apiKey?.sid ?? null,
    settings: fingerprintedSettings(settings(record), secrets),
    deployment: {
      ...deployed,
      ...setup.hashes,
      agents: deployed.agents.map(({ name }) => name),
      hasDatabase: await host.findDatabase().catch(() => false),
      servesAfterwards: host.servesAfterwards,
    },
    fallbackUrl: api.hostedUrl,
  });
  showPlan(terminal, limitsOf(account, wishes), steps, host);
  if (options.plan) return 0;
  if (steps.length > 0 && !options.yes && !(await terminal.confirm('Make these changes?'))) {
    terminal.say('Nothing was changed.');
    return 1;
  }
  const run: Run = { root, api, host, account, record, wishes, files, secrets, givenKey: apiKey, settings, showCode: showCode(terminal) };
  await runSteps(setup, run, steps);
  await finish(setup, run, steps.length > 0);
  return 0;
}

async function prepare(host: Host, { plan }: SetupOptions): Promise<string> {
  if (!plan) return host.prepare();
  // A plan needs no login: without one it shows every step.
  return host.prepare().catch((error: unknown) => `not logged in (${error instanceof Error ? error.message : String(error)})`);
}

/** Countries that calls go to: those of the customers, and those of the agents' own phones. */
function countriesOf({ countries, agent }: Wishes, { agents }: DeployedAgents): string[] {
  const phones = [agent?.phone, ...agents.map(({ phone }) => phone)].filter((phone) => typeof phone === 'string');
  return [...new Set([...countries, ...phones.map((phone) => countryOf(phone)).filter((country) => country !== null)])].toSorted();
}

function settingsOf(credentials: Credentials, account: Account, record: SetupRecord, wishes: Wishes): Record<string, string> {
  const { accountSid, apiKey, baseUrl } = credentials;
  return {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_API_KEY: apiKey?.sid ?? record.keySid ?? '',
    TWILIO_TWIML_APP_SID: record.appSid ?? findApp(account, record)?.sid ?? '',
    TWILIO_PHONE_NUMBER: wishes.number.phoneNumber,
    PUBLIC_URL: record.publicUrl ?? '',
    ALLOWED_COUNTRIES: wishes.countries.join(','),
    ...(baseUrl ? { TWILIO_API_BASE_URL: baseUrl } : {}),
  };
}

function showPlan(terminal: Terminal, limits: readonly string[], steps: readonly Step[], host: Host): void {
  if (limits.length > 0) terminal.say('\nBefore you begin:');
  for (const limit of limits) terminal.say(`  ! ${limit}`);
  if (steps.length === 0) return terminal.say('\nNothing to change: everything is set up.');
  terminal.say('\nWhat will be done:');
  for (const [index, step] of steps.entries()) terminal.say(`  ${index + 1}. ${describeStep(step, host)}`);
}

const showCode = (terminal: Terminal) => (phone: string, code: string) =>
  terminal.say(`  Twilio calls ${phone} now. Key this code there: ${code}`);

/** @throws {Error} when a step fails; the next run continues with it. */
async function runSteps({ terminal, hashes, onStepDone }: Setup, run: Run, steps: readonly Step[]): Promise<void> {
  if (steps.length > 0) saveRecord(run.root, run.record);
  for (const [index, step] of steps.entries()) {
    const text = `${index + 1}/${steps.length} ${describeStep(step, run.host)}`;
    try {
      await runStep(run, step, hashes.migrations, hashes.source);
    } catch (error) {
      terminal.say(`✗ ${text}`);
      throw error;
    }
    terminal.say(`✓ ${text}`);
    onStepDone?.(step);
  }
}

async function finish({ options, terminal }: Setup, { api, record, wishes, host, secrets }: Run, changed: boolean): Promise<void> {
  const { agent, number } = wishes;
  const phone = agent?.phone;
  const wantsRing = options.yes ? changed : phone && (await terminal.confirm('Shall I call your phone now?'));
  if (phone && wantsRing) await ringPhone(api, terminal, { from: number.phoneNumber, phone });
  const { publicUrl } = record;
  if (!publicUrl) return;
  terminal.say(`\nThe backend is ${publicUrl}. Check it at any time: npm run doctor -- ${publicUrl}`);
  if (!host.servesAfterwards) return terminal.say('Start it now: npm run wrangler -- dev -c worker/wrangler.jsonc --port 8787');
  if (agent && (changed || !options.yes)) await showPairing(terminal, { publicUrl, adminToken: secrets.adminToken, agent: agent.name });
}
