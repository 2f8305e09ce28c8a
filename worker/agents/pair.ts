/** `POST /api/pair`: a one-time code becomes a session. */
import type { Context } from 'hono';
import { pairRequestSchema, type PairAnswer } from '../../shared/api.ts';
import { describeAgent } from './agent-routes.ts';
import { agentById } from './agent-store.ts';
import type { App } from '../http/bindings.ts';
import { pairDevice } from './pairing-codes.ts';
import { readJson } from '../http/read-body.ts';
import { refuse } from '../http/http-errors.ts';

const limiterPeriodSeconds = 60;

export async function pair(c: Context<App>): Promise<Response> {
  const { success } = await c.env.PAIR_LIMITER.limit({ key: c.req.header('cf-connecting-ip') ?? 'unknown' });
  if (!success) refuse('too-many-requests', { retryAfterSeconds: String(limiterPeriodSeconds) });
  const { code, deviceName } = await readJson(c.req.raw, pairRequestSchema);
  const pairing = await pairDevice(c.env.DB, code, deviceName, Date.now());
  if (typeof pairing === 'string') refuse(pairing);
  const agent = (await agentById(c.env.DB, pairing.agentId)) ?? refuse('agent-unknown');
  return c.json({ session: pairing.session, agent: await describeAgent(c.env, agent) } satisfies PairAnswer);
}
