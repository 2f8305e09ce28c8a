/** `POST /api/pair`: exchanges a one-time code for a session. `POST /api/pair/check`: whose code it is. */
import type { Context, Next } from 'hono';
import { pairingCheckRequestSchema, pairRequestSchema, type PairAnswer, type PairingCheck } from '../../shared/api.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { agentById } from './agent-store.ts';
import { describeAgent } from './current-agent.ts';
import { findPairingCode, pairDevice } from './pairing-codes.ts';

const limiterPeriodSeconds = 60;

/** Middleware: refuses with 429 too many attempts from one address. */
export async function limitPairingRate(c: Context<App>, next: Next): Promise<void> {
  const { success } = await c.env.PAIR_LIMITER.limit({ key: c.req.header('cf-connecting-ip') ?? 'unknown' });
  if (!success) refuse('too-many-requests', { retryAfterSeconds: String(limiterPeriodSeconds) });
  await next();
}

export async function pair(c: Context<App>): Promise<Response> {
  const { code, deviceName } = await readJson(c, pairRequestSchema);
  const pairing = await pairDevice(c.env.DB, code, deviceName, Date.now());
  if (typeof pairing === 'string') refuse(pairing);
  const agent = (await agentById(c.env.DB, pairing.agentId)) ?? refuse('agent-unknown');
  return c.json({ session: pairing.session, agent: await describeAgent(c.env, agent) } satisfies PairAnswer);
}

/** A person sees whose link it is before the browser is connected. */
export async function checkPairingCode(c: Context<App>): Promise<Response> {
  const { code } = await readJson(c, pairingCheckRequestSchema);
  const found = await findPairingCode(c.env.DB, code, Date.now());
  if (typeof found === 'string') refuse(found);
  return c.json({ name: found.name, expiresAt: new Date(found.expiresAt).toISOString() } satisfies PairingCheck);
}
