/** `GET /api/calls/:id/recordings/:rid`: streams a voicemail or a conversation from where Twilio keeps it, with `Range`. */
import type { Context } from 'hono';
import { findPlayable } from '../call-log/call-recordings.ts';
import { savePlay } from '../call-log/find-events.ts';
import { findVoicemail } from '../call-log/incoming-log.ts';
import { findOwnCall, findReadableCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { fetchRecording } from '../twilio/recording.ts';

/** Audio from its beginning; a player asks for the rest of a recording in further ranges. */
function isPlay({ status }: Response, range = 'bytes=0-'): boolean {
  return status === 200 || (status === 206 && /^bytes=(0-|-)/.test(range.replaceAll(' ', '')));
}

type Playable = { callSid: string; recording: { sid: string; savedAt: number } };

/** Every agent may hear the message of a caller; a conversation only those who had the call, or may see the team's. */
async function findRecording(c: Context<App>): Promise<Playable | null> {
  const { agent } = c.var;
  const [id = '', sid = ''] = [c.req.param('id'), c.req.param('rid')];
  const call = await findReadableCall(c.env.DB, agent, id);
  if (!call) return null;
  const voicemail = await findVoicemail(c.env.DB, call.id, sid);
  if (voicemail) return { callSid: call.id, recording: voicemail };
  const recording = await findPlayable(c.env.DB, call.id, sid);
  const isAllowed = recording && (agent.seesTeam || (await findOwnCall(c.env.DB, agent.identity, call.id)) !== null);
  return isAllowed ? { callSid: call.id, recording } : null;
}

/** Each play is stored. */
export async function streamRecording(c: Context<App>): Promise<Response> {
  const found = (await findRecording(c)) ?? refuse('not-found', { because: 'no such recording' });
  const { callSid, recording } = found;
  const answer = await fetchRecording(restAccount(c.env), recording, c.req.header('range'));
  if (answer.status === 416) {
    await answer.body?.cancel();
    refuse('request-refused', { because: 'the range is outside of the recording' }, 416);
  }
  if (isPlay(answer, c.req.header('range')))
    await savePlay(c.env.DB, { callSid, recordingSid: recording.sid, agent: c.var.agent.identity, at: Date.now() });
  const contentType = answer.headers.get('content-type') ?? '';
  // Storage often has no better type than `binary/octet-stream`.
  const headers = new Headers({ 'content-type': contentType.startsWith('audio/') ? contentType : 'audio/x-wav' });
  for (const name of ['content-length', 'content-range', 'accept-ranges']) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return c.newResponse(answer.body, { status: answer.status as 200, headers });
}
