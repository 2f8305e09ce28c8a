/** Checks of a backend: its health, which everybody may see, and what its own doctor finds at Twilio. */
import { healthSchema, refusalSchema } from '../../shared/api.ts';
import { type Check, doctorReportSchema } from '../../shared/doctor.ts';
import { outsideChecks } from './outside-checks.ts';

/** `adminToken` null: only its health can be seen. */
export type ExaminedBackend = { url: string; adminToken: string | null };
export type BackendChecks = { checks: Check[]; mended: string[] };

const healthTimeoutMs = 10_000;
/** The backend waits for a webhook of Twilio, twice when it mends. */
const doctorTimeoutMs = 90_000;
const deployFix = 'npm run setup, or by hand: npm run wrangler -- deploy -c worker/wrangler.jsonc';

export async function backendChecks(backend: ExaminedBackend, fix: boolean): Promise<BackendChecks> {
  const first = await checkHealth(backend.url);
  if (!first.ok) return { checks: [first], mended: [] };
  const { adminToken, url } = backend;
  if (adminToken === null) return { checks: [first, needsToken('none in .env or in the environment')], mended: [] };
  const report = await askDoctor(url, adminToken, fix);
  if (typeof report === 'string') return { checks: [first, needsToken(report)], mended: [] };
  return { checks: [first, ...report.checks, ...(await outsideChecks(report.outside))], mended: report.mended };
}

function needsToken(saw: string): Check {
  const wanted = 'ADMIN_TOKEN of this backend, without which its Twilio account cannot be examined';
  return {
    id: 'admin-token',
    ok: false,
    saw,
    wanted,
    fix: 'Set ADMIN_TOKEN in .env as it is set in the backend, or make a new one: npm run setup',
  };
}

async function checkHealth(url: string): Promise<Check> {
  const wanted = `${url} answers as a Hatif backend, and can place calls`;
  const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(healthTimeoutMs) })
    .then((response) => response.json())
    .catch(() => null);
  const health = healthSchema.safeParse(answer);
  if (!health.success) return { id: 'backend', ok: false, saw: 'it does not answer as Hatif does', wanted, fix: deployFix };
  const { version, modes, faults } = health.data;
  const can = Object.entries(modes).flatMap(([mode, on]) => (on ? [mode] : []));
  if (can.length > 0) return { id: 'backend', ok: true, saw: `version ${version}, can call by ${can.join(' and ')}`, wanted, fix: '' };
  const saw = `version ${version}, can place no call yet; ${faults.map(({ name, fault }) => `${name} is ${fault}`).join(', ')}`;
  return {
    id: 'backend',
    ok: false,
    saw,
    wanted,
    fix: 'npm run setup, or one by one: npm run wrangler -- secret put NAME -c worker/wrangler.jsonc',
  };
}

/** @returns the reason in words when there is no report. */
async function askDoctor(url: string, adminToken: string, fix: boolean) {
  const response = await fetch(`${url}/api/admin/doctor`, {
    method: fix ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${adminToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(doctorTimeoutMs),
  }).catch(() => null);
  if (!response) return 'the backend gave no answer';
  const body: unknown = await response.json().catch(() => null);
  const report = doctorReportSchema.safeParse(body);
  if (report.success) return report.data;
  return (
    refusalSchema.safeParse(body).data?.message ?? `the backend answered HTTP ${response.status}: its version may be older than this one`
  );
}
