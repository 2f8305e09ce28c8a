/** `POST /api/calls/:id/recording {action}`: starts, pauses, resumes and stops the recording of a live call. */
import type { Context } from 'hono';
import { recordingRequestSchema, type RecordingAction } from '../../shared/api.ts';
import { ProblemError } from '../../shared/problem.ts';
import type { CallAction } from '../call-log/call-actions.ts';
import { claimChange, findLiveRecording, releaseRecording, saveState, type LiveRecording } from '../call-log/call-recordings.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { pushCallTo } from '../push/call-updates.ts';
import { maxStartMs, startRecording } from '../recordings/start-recording.ts';
import { updateLegRecording } from '../twilio/call-recording.ts';
import { fetchRecordingResult } from '../twilio/recording.ts';
import { readHeldCall, type HeldCall } from './held-call.ts';

type Change = { status: 'in-progress' | 'paused' | 'stopped'; state: 'recording' | 'paused' | 'processing'; action: CallAction };

const resume: Change = { status: 'in-progress', state: 'recording', action: 'recording-resumed' };
const changes: Record<RecordingAction, Change> = {
  start: resume,
  pause: { status: 'paused', state: 'paused', action: 'recording-paused' },
  resume,
  stop: { status: 'stopped', state: 'processing', action: 'recording-stopped' },
};

export async function recordCall(c: Context<App>): Promise<Response> {
  const { action } = await readJson(c, recordingRequestSchema);
  const { RECORDING } = requireSettings(settingsOf(c.env), 'RECORDING');
  if (RECORDING === 'off') refuse('recording-off');
  const held = await readHeldCall(c);
  if (RECORDING === 'always' && action === 'stop') refuse('recording-always');
  const live = await findLiveRecording(c.env.DB, held.call.id);
  if (live) await changeRecording(c, held, changes[action]);
  else if (action === 'start') await start(c, held);
  else if (action !== 'stop') refuse('not-recording');
  return c.json({ id: held.call.id });
}

async function start(c: Context<App>, { call }: HeldCall): Promise<void> {
  const result = await startRecording(c.env, call, { by: c.var.agent.identity });
  if (result === 'claimed') refuse('call-being-changed');
  if (result === 'not-connected') refuse('call-not-connected');
  pushCallTo(c.env, call.id, [c.var.agent.identity]);
}

/** A recording that is already so is left alone. */
async function changeRecording(c: Context<App>, { call }: HeldCall, change: Change): Promise<void> {
  const { DB: db } = c.env;
  const now = Date.now();
  const isStop = change.status === 'stopped';
  const claimed = (await claimChange(db, { callSid: call.id, now, until: now + maxStartMs, isStop })) ?? refuse('call-being-changed');
  if (claimed.state === change.state) return releaseRecording(db, claimed.id);
  try {
    await updateAtTwilio(c, claimed, change);
  } catch (error) {
    await releaseRecording(db, claimed.id);
    throw error;
  }
  const party = `client:${c.var.agent.identity}`;
  await saveState(
    db,
    { id: claimed.id, state: change.state },
    // When it was asked for: Twilio may report the finished file before it answers.
    { callSid: call.id, source: 'agent', action: change.action, party, at: now },
  );
  pushCallTo(c.env, call.id, [c.var.agent.identity]);
}

/** A change that Twilio did not take ends a recording here only when it is over there: nobody is recorded unseen. */
async function updateAtTwilio(c: Context<App>, { id, sid, ownerSid }: LiveRecording, { status }: Change): Promise<void> {
  if (sid === null || ownerSid === null) refuse('call-being-changed');
  const account = restAccount(c.env);
  if (await updateLegRecording(account, { sid, ownerSid }, status)) return;
  if ((await fetchRecordingResult(account, sid)) === null) throw new ProblemError('call-failed');
  if (status === 'stopped') return;
  await saveState(c.env.DB, { id, state: 'processing' }, null);
  refuse('not-recording');
}
