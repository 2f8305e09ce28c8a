/** Handlers of `/api/admin/…`: what today's calls cost, stops, countries, and the cut-off. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { isCountry } from '../../shared/phone-number.ts';
import { nameSchema, requireAgentNamed } from '../agents/agent-by-name.ts';
import { agentByIdentity } from '../agents/agent-store.ts';
import { logChange } from '../agents/log-change.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { cutOff } from './cut-off.ts';
import { isLimitName, limitFault, listLimits, saveLimits, type LimitName } from './changed-limits.ts';
import { allowCountry, forgetCountry } from './new-countries.ts';
import { readLimits } from './overview.ts';
import { showMoney } from './spend.ts';
import { allowCalls, stopCalls } from './stops.ts';

/** Without a name: everybody. */
const stopSchema = z.strictObject({ name: z.optional(nameSchema), stopped: z.boolean() });
const countrySchema = z.strictObject({
  country: z.string().check(z.refine((code) => isCountry(code))),
  allowed: z.boolean(),
});
/** `null` restores the deployment's value. */
const limitSchema = z.strictObject({ name: z.string(), value: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))) });

/** `GET /api/admin/limits`. */
export async function getLimits(c: Context<App>): Promise<Response> {
  const { currency, maxSpend, team, stops, countries } = await readLimits(c.env, Date.now());
  const nameOf = async (identity: string | null) => (identity ? ((await agentByIdentity(c.env.DB, identity))?.name ?? identity) : null);
  return c.json({
    today: {
      spent: showMoney({ micros: team.cost, currency }),
      limit: maxSpend && showMoney(maxSpend),
      calls: team.calls,
      minutes: Math.round(team.seconds / 60),
    },
    stops: await Promise.all(
      stops.map(async ({ agent, reason, stoppedAt }) => ({
        name: await nameOf(agent === wholeTeam ? null : agent),
        reason,
        stoppedAt: new Date(stoppedAt).toISOString(),
      })),
    ),
    countries: await Promise.all(
      countries.map(async ({ country, askedBy, allowedAt }) => ({ country, askedBy: await nameOf(askedBy), allowed: allowedAt !== null })),
    ),
    limits: (await listLimits(c.env)).map(({ name, value, isChanged }) => ({ name, value: value || null, isChanged })),
  });
}

export function logLimitChange(c: Context<App>, name: LimitName, value: string | null): Promise<void> {
  return value === null ? logChange(c, 'limit-restored', name) : logChange(c, 'limit-changed', `${name} ${value}`);
}

/** `POST /api/admin/limits`: changes one limit, under the rule of its setting. */
export async function updateLimit(c: Context<App>): Promise<Response> {
  const { name, value } = await readJson(c, limitSchema);
  if (!isLimitName(name)) return refuse('request-refused', { because: 'this is no limit' });
  const fault = value === null ? undefined : limitFault(name, value);
  if (fault !== undefined) refuse('request-refused', { because: fault });
  await saveLimits(c.env, new Map([[name, value]]), Date.now());
  await logLimitChange(c, name, value);
  return c.json({ name, value });
}

/** `POST /api/admin/stops`: stops outgoing calls, or allows them again. */
export async function updateStop(c: Context<App>): Promise<Response> {
  const { name, stopped } = await readJson(c, stopSchema);
  const agent = name === undefined ? wholeTeam : (await requireAgentNamed(c, name)).identity;
  if (stopped) await stopCalls(c.env.DB, agent, 'admin', Date.now());
  else await allowCalls(c.env.DB, agent);
  await logChange(c, stopped ? 'calls-stopped' : 'calls-allowed', name ?? null);
  return c.json({ stopped });
}

/** `POST /api/admin/countries`: allows calls to a country, or has its next call ask again. */
export async function updateCountry(c: Context<App>): Promise<Response> {
  const { country, allowed } = await readJson(c, countrySchema);
  if (!isCountry(country)) refuse('request-refused', { because: 'this is no country' });
  if (allowed) await allowCountry(c.env.DB, country, Date.now());
  else await forgetCountry(c.env.DB, country);
  await logChange(c, allowed ? 'country-allowed' : 'country-closed', country);
  return c.json({ country, allowed });
}

/** `POST /api/admin/cut-off`. */
export async function createCutOff(c: Context<App>): Promise<Response> {
  const done = await cutOff(c.env, Date.now());
  await logChange(c, 'cut-off');
  return c.json(done);
}
