/** `POST /api/line/probes`: a probe call to this agent's browsers, which proves that calls reach them. */
import { waitUntil } from 'cloudflare:workers';
import type { Context } from 'hono';
import { probeRequestSchema, type ProbeAnswer } from '../../shared/api.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { ProblemError, problemOf, type ProblemCode } from '../../shared/problem.ts';
import { hashToken } from '../http/random-token.ts';
import { readJson } from '../http/request-body.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { createCall } from '../twilio/rest.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';
import { probeBudget } from './probe-budget.ts';
import { ringMs } from './probe-budget-policy.ts';

/** The browser rejects the probe at once; after this time it is lost. */
const ringSeconds = ringMs / 1000;
/** A person who has just paired a browser looks at it for about this time. */
const newBrowserMs = 10 * 60_000;

/** The account is at fault, and its own text says more than `proof-refused`. */
const accountProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'account-refused',
  'account-inactive',
  'account-on-trial',
  'account-at-call-limit',
  'caller-id-refused',
]);

/** A probe is never answered, so it costs nothing. Without budget the answer is the time at which the browser asks again. */
export async function createProbe(c: Context<App>): Promise<Response> {
  const { probe, loud, need = 'renewal' } = await readJson(c, probeRequestSchema);
  const { TWILIO_PHONE_NUMBER: from } = requireSettings(settingsOf(c.env), 'TWILIO_PHONE_NUMBER');
  const { identity: agent } = c.var.agent;
  const budget = probeBudget(c.env);
  const browser = await hashToken((c.req.header('authorization') ?? '').replace(/^Bearer +/i, ''));
  const isNewBrowser = need === 'first' && (await isNewSession(c.env.DB, browser));
  const ask = { agent, browser, need: loud ? ('person' as const) : need, isNewBrowser };
  const decision = await budget.request(ask);
  if (!decision.granted) {
    if (loud) refuseTooSoon(decision.laterMs);
    return c.json({ laterMs: decision.laterMs } satisfies ProbeAnswer, 202);
  }
  const to = `client:${agent}?probe=${probe}&loud=${loud}`;
  const { queuedMs } = await createCall(restAccount(c.env), { to, from, twiml: hangUpTwiml(), ringSeconds }).catch((cause: unknown) => {
    waitUntil(budget.probePlaced(ask, 0));
    const { code, details } = problemOf(cause, 'proof-refused');
    throw new ProblemError(accountProblems.has(code) ? code : 'proof-refused', details, { cause });
  });
  waitUntil(budget.probePlaced(ask, queuedMs));
  return c.json({ queuedMs } satisfies ProbeAnswer, 201);
}

function refuseTooSoon(laterMs: number): never {
  const seconds = Math.ceil(laterMs / 1000);
  refuse('too-many-requests', { retryAfterSeconds: String(seconds), minutes: String(Math.ceil(seconds / 60)) });
}

async function isNewSession(db: D1Database, sessionHash: string): Promise<boolean> {
  const query = 'SELECT created_at FROM sessions WHERE session_hash = ?';
  const createdAt = await db.prepare(query).bind(sessionHash).first<number>('created_at');
  return createdAt !== null && Date.now() - createdAt < newBrowserMs;
}
