/**
 * A signed webhook from Twilio to this deployment and back: REST places a call to a client that nobody has registered, which
 * rings nobody and costs nothing, and its status callback must arrive with a signature that fits.
 */
import type { Context } from 'hono';
import { problemOf } from '../../shared/problem.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { createToken } from '../http/random-token.ts';
import { createCall, type RestAccount } from '../twilio/rest.ts';

export type RoundTrip = { is: 'arrived' } | { is: 'lost' } | { is: 'not-placed'; why: string };

const waitMs = 12_000;
const pollMs = 250;
const keepMs = 60 * 60_000;
const ringSeconds = 5;

export async function makeRoundTrip(
  { DB }: Pick<Bindings, 'DB'>,
  account: RestAccount,
  { publicUrl, from }: { publicUrl: string; from: string },
): Promise<RoundTrip> {
  const nonce = createToken();
  const url = `${publicUrl}/api/calls/webhook/doctor?nonce=${nonce}`;
  const call = { to: 'client:hatif_doctor', from, ringSeconds, url, statusUrl: url };
  const refused = await createCall(account, call).then(
    () => null,
    (error: unknown) => problemOf(error, 'call-failed'),
  );
  if (refused) return { is: 'not-placed', why: [refused.code, refused.details?.['code']].filter(Boolean).join(' ') };
  for (const until = Date.now() + waitMs; Date.now() < until; await delay(pollMs)) {
    const row = await DB.prepare('SELECT 1 FROM doctor_round_trips WHERE nonce = ?').bind(nonce).first();
    if (row) return { is: 'arrived' };
  }
  return { is: 'lost' };
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** `POST /api/calls/webhook/doctor`: the guard has checked the signature. */
export async function doctorWebhook(c: Context<App>): Promise<Response> {
  const nonce = c.req.query('nonce') ?? '';
  const now = Date.now();
  if (/^[\w-]{32}$/.test(nonce)) {
    await c.env.DB.batch([
      c.env.DB.prepare('INSERT INTO doctor_round_trips (nonce, arrived_at) VALUES (?, ?) ON CONFLICT DO NOTHING').bind(nonce, now),
      c.env.DB.prepare('DELETE FROM doctor_round_trips WHERE arrived_at < ?').bind(now - keepMs),
    ]);
  }
  return c.body(null, 204);
}
