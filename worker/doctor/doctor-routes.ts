/** `/api/admin/doctor`: GET examines this deployment and its account, POST mends what it can and examines again. */
import type { Context } from 'hono';
import type { Check, DoctorReport } from '../../shared/doctor.ts';
import { logChange } from '../agents/log-change.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { describeFault, modesOf, settingsOf, type Settings } from '../http/settings.ts';
import { accountChecks, check } from './account-checks.ts';
import { addressChecks, outsideAddresses } from './address-checks.ts';
import { callingChecks } from './calling-checks.ts';
import { type Facts, readFacts } from './facts.ts';
import { mend } from './mend.ts';

export async function getDoctor(c: Context<App>): Promise<Response> {
  return c.json(await examine(c.env));
}

export async function postDoctor(c: Context<App>): Promise<Response> {
  const report = await examineAndMend(c.env);
  await logChange(c, 'account-mended', report.mended.join(', ') || null);
  return c.json(report);
}

export async function examine(env: Bindings): Promise<DoctorReport> {
  const settings = settingsOf(env);
  return reportOf(settings, modesOf(settings).phone ? await readFacts(env, settings) : null);
}

export async function examineAndMend(env: Bindings): Promise<DoctorReport> {
  const settings = settingsOf(env);
  if (!modesOf(settings).phone) return reportOf(settings, null);
  const mended = await mend(restAccount(env), await readFacts(env, settings), settings.values);
  return { ...reportOf(settings, await readFacts(env, settings)), mended };
}

/** @param facts null while settings are missing without which nothing can be asked. */
function reportOf(settings: Settings, facts: Facts | null): DoctorReport {
  const { values } = settings;
  const checks: Check[] = [
    settingsCheck(settings),
    ...(facts ? [...accountChecks(facts), ...addressChecks(facts, values), ...callingChecks(facts, values)] : []),
  ];
  return { ok: checks.every(({ ok }) => ok), checks, outside: facts ? outsideAddresses(facts, values) : [], mended: [] };
}

function settingsCheck({ faults }: Settings): Check {
  const saw = faults.map(describeFault).join('; ') || 'all present';
  return check(
    'settings',
    faults.length === 0,
    saw,
    'every setting is present and of the right shape',
    'npm run setup, or one by one: npm run wrangler -- secret put NAME -c worker/wrangler.jsonc',
  );
}
