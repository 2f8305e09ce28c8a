/** Starts the recording of a call on the customer's leg: the one leg that lives through hold and every transfer. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../../shared/api.ts';
import { findConference, findConnectedLeg } from '../call-log/call-conference.ts';
import { claimStart, dropStart, hasRecording, saveStarted } from '../call-log/call-recordings.ts';
import { findTransfer } from '../call-log/call-transfer.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { pushCall } from '../push/call-updates.ts';
import { startLegRecording } from '../twilio/call-recording.ts';

/** A start that its request did not finish does not block the call for longer. */
export const maxStartMs = 20_000;

/** An agent's leg would hear the person who is asked before a transfer, and ends when the call is sent on. */
async function findCustomerLeg(db: D1Database, { id, direction }: LoggedCall): Promise<string | null> {
  const transfer = await findTransfer(db, id);
  if (transfer) return transfer.customerSid;
  if (direction === 'incoming') return id;
  return (await findConference(db, id))?.movedSid ?? findConnectedLeg(db, id);
}

export type StartResult = 'started' | 'claimed' | 'not-connected';

/**
 * @param by identity of the agent; null where the deployment records every call.
 * @param delaysMs waits before further attempts: a caller's leg is in progress a moment after the answer.
 * @returns `claimed` while the call has a recording, or one that is being started
 */
export async function startRecording(
  env: Bindings,
  call: LoggedCall,
  { by, delaysMs = [] }: { by: string | null; delaysMs?: readonly number[] },
): Promise<StartResult> {
  const { DB: db } = env;
  const now = Date.now();
  const id = await claimStart(db, { callSid: call.id, now, until: now + maxStartMs });
  if (id === null) return 'claimed';
  try {
    const started = await startOnLeg(env, { call, id, delaysMs });
    if (!started) {
      await dropStart(db, id);
      return 'not-connected';
    }
    const action = { callSid: call.id, action: 'recording-started', at: Date.now() } as const;
    const author = by === null ? ({ source: 'rules', party: null } as const) : ({ source: 'agent', party: `client:${by}` } as const);
    await saveStarted(db, { id, ...started }, { ...action, ...author });
  } catch (error) {
    await dropStart(db, id);
    throw error;
  }
  await pushCall(env, call.id);
  return 'started';
}

type Start = { call: LoggedCall; id: number; delaysMs: readonly number[] };

async function startOnLeg(env: Bindings, { call, id, delaysMs }: Start): Promise<{ sid: string; ownerSid: string } | null> {
  const { PUBLIC_URL } = requireSettings(settingsOf(env), 'PUBLIC_URL');
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/recording?of=${call.id}&recording=${id}`;
  for (const delayMs of [0, ...delaysMs]) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const leg = await findCustomerLeg(env.DB, call);
    const started = leg === null ? null : await startLegRecording(restAccount(env), leg, statusUrl);
    if (started) return started;
    if ((await callBySid(env.DB, call.id))?.phase === 'ended') return null;
  }
  return null;
}

/** Twilio answers the caller's leg when it bridges the call, a moment after the report of the answer. */
const answerDelaysMs = [300, 700, 1500, 3000];

/** Where the deployment records every call: starts the recording of a call that was just answered. Delays no answer to Twilio. */
export function recordFromAnswer(env: Bindings, callSid: string): void {
  if (settingsOf(env).values.RECORDING !== 'always') return;
  waitUntil(
    recordIfConnected(env, callSid).catch((error: unknown) =>
      console.error('a call is not recorded', error instanceof Error ? error.message : ''),
    ),
  );
}

async function recordIfConnected(env: Bindings, callSid: string): Promise<void> {
  const call = await callBySid(env.DB, callSid);
  if (call?.phase !== 'connected' || (await hasRecording(env.DB, callSid))) return;
  const result = await startRecording(env, call, { by: null, delaysMs: answerDelaysMs });
  if (result === 'not-connected') console.error('a call is not recorded', callSid);
}
