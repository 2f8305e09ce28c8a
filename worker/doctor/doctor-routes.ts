/** `/api/admin/doctor`: GET examines this deployment and its account, POST mends what it can and examines again. */
import type { Context } from 'hono';
import type { DoctorReport } from '../../shared/doctor.ts';
import type { Language } from '../../shared/language.ts';
import { logChange } from '../agents/log-change.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { modesOf, settingsOf, type Settings } from '../http/settings.ts';
import { accountChecks, check } from './account-checks.ts';
import { addressChecks, outsideAddresses } from './address-checks.ts';
import { callingChecks } from './calling-checks.ts';
import { type Facts, readFacts } from './facts.ts';
import { mend } from './mend.ts';
import { formatFinding, formatMessage, message, type Finding, type Message } from './message.ts';

export async function getDoctor(c: Context<App>): Promise<Response> {
  return c.json(formatExamination(await examine(c.env), 'en'));
}

export async function postDoctor(c: Context<App>): Promise<Response> {
  return c.json(formatExamination(await examineAndMend(c), 'en'));
}

/** A report before it has a language. */
export type Examination = Omit<DoctorReport, 'checks' | 'mended'> & { checks: Finding[]; mended: Message[] };

export const formatExamination = (examination: Examination, language: Language): DoctorReport => ({
  ...examination,
  checks: examination.checks.map((finding) => formatFinding(finding, language)),
  mended: examination.mended.map((each) => formatMessage(each, language)),
});

export async function examine(env: Bindings): Promise<Examination> {
  const settings = settingsOf(env);
  return judge(settings, modesOf(settings).phone ? await readFacts(env, settings) : null);
}

/** Logged in one language: each admin reads the log. */
export async function examineAndMend(c: Context<App>): Promise<Examination> {
  const settings = settingsOf(c.env);
  const examination = modesOf(settings).phone ? await mendAccount(c.env, settings) : judge(settings, null);
  await logChange(c, 'account-mended', examination.mended.map((each) => formatMessage(each, 'en')).join(', ') || null);
  return examination;
}

async function mendAccount(env: Bindings, settings: Settings): Promise<Examination> {
  const mended = await mend(restAccount(env), await readFacts(env, settings), settings.values);
  return { ...judge(settings, await readFacts(env, settings)), mended };
}

/** @param facts null while settings are missing without which nothing can be asked. */
function judge(settings: Settings, facts: Facts | null): Examination {
  const { values } = settings;
  const checks = [
    settingsCheck(settings),
    ...(facts ? [...accountChecks(facts), ...addressChecks(facts, values), ...callingChecks(facts, values)] : []),
  ];
  return { ok: checks.every(({ ok }) => ok), checks, outside: facts ? outsideAddresses(facts, values) : [], mended: [] };
}

function settingsCheck({ faults }: Settings): Finding {
  const saw = faults.map(({ name, fault, hint }) => message(fault === 'missing' ? 'settingMissing' : 'settingMalformed', { name, hint }));
  return check(
    'settings',
    faults.length === 0,
    saw.length > 0 ? saw : message('settingsPresent'),
    message('settingsWanted'),
    message('settingsFix'),
  );
}
