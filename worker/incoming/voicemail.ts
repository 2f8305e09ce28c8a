/** Voicemail: stored on Twilio's webhook, started by an agent who declines a caller, streamed to agents. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { savePlay } from '../call-log/find-events.ts';
import { findReadableCall } from '../call-log/logged-calls.ts';
import { callSidSchema, readParams } from '../call-log/call-report.ts';
import { declineTransfer } from '../call-log/call-transfer.ts';
import { findVoicemail, markSentToVoicemail, saveVoicemail } from '../call-log/incoming-log.ts';
import { refuse } from '../http/http-errors.ts';
import { pushCall } from '../push/call-updates.ts';
import { cancelRingingLegs } from '../call-log/cancel-ringing-legs.ts';
import { restAccount } from '../http/rest-account.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';
import { fetchRecording } from '../twilio/recording.ts';

const recordingSidSchema = z.string().check(z.regex(/^RE[0-9a-f]{32}$/));
const recordingParams = z.object({
  CallSid: callSidSchema,
  RecordingSid: z.optional(recordingSidSchema),
  RecordingStatus: z.optional(z.string()),
  RecordingDuration: z.optional(z.string().check(z.regex(/^-?\d{1,6}$/))),
});

const ofSchema = z.object({ of: z.optional(callSidSchema) });

/** `POST /api/calls/webhook/recording`: the recording is complete or absent. A recording of zero seconds is no voicemail. */
export async function recordingWebhook(c: Context<App>): Promise<Response> {
  const { CallSid, RecordingSid, RecordingStatus, RecordingDuration } = readParams(recordingParams, c.var.params);
  // The leg of a customer who was sent to voicemail need not be the call's first.
  const callSid = readParams(ofSchema, c.req.query()).of ?? CallSid;
  const seconds = Number(RecordingDuration ?? 0);
  if (RecordingSid && RecordingStatus === 'completed' && seconds > 0) {
    const isNew = await saveVoicemail(c.env.DB, { recordingSid: RecordingSid, callSid, seconds, at: Date.now() });
    if (isNew) await pushCall(c.env, callSid);
  }
  return c.body(null, 204);
}

/** `POST /api/calls/twiml/recorded`: the recording has ended. */
export function recordedTwiml(): Response {
  return twimlResponse(hangUpTwiml());
}

/** `POST /api/calls/:id/voicemail`: an agent whom the call rings sends it to voicemail; all browsers and phones stop ringing. */
export async function sendToVoicemail(c: Context<App>): Promise<Response> {
  const sid = c.req.param('id') ?? '';
  const account = restAccount(c.env);
  const { identity } = c.var.agent;
  // A transferred call; what rang ends, and the customer goes to voicemail.
  const isTransferred = await declineTransfer(c.env.DB, sid, identity, 'voicemail');
  if (!isTransferred && !(await markSentToVoicemail(c.env.DB, sid, identity))) refuse('call-unknown', { because: 'it rings no more' }, 409);
  await cancelRingingLegs(c.env.DB, account, sid);
  return c.body(null, 204);
}

/** Audio from its beginning; a player asks for the rest of a recording in further ranges. */
function isPlay({ status }: Response, range = 'bytes=0-'): boolean {
  return status === 200 || (status === 206 && /^bytes=(0-|-)/.test(range.replaceAll(' ', '')));
}

/** `GET /api/calls/:id/recordings/:rid`: streams the audio from where Twilio keeps it, with `Range`. Each play is stored. */
export async function streamRecording(c: Context<App>): Promise<Response> {
  const call = await findReadableCall(c.env.DB, c.var.agent, c.req.param('id') ?? '');
  const voicemail = call && (await findVoicemail(c.env.DB, call.id, c.req.param('rid') ?? ''));
  if (!voicemail) refuse('not-found', { because: 'no such recording' });
  const answer = await fetchRecording(restAccount(c.env), voicemail, c.req.header('range'));
  if (answer.status === 416) {
    await answer.body?.cancel();
    refuse('request-refused', { because: 'the range is outside of the recording' }, 416);
  }
  if (isPlay(answer, c.req.header('range')))
    await savePlay(c.env.DB, { callSid: call.id, recordingSid: voicemail.sid, agent: c.var.agent.identity, at: Date.now() });
  const contentType = answer.headers.get('content-type') ?? '';
  // Storage often has no better type than `binary/octet-stream`.
  const headers = new Headers({ 'content-type': contentType.startsWith('audio/') ? contentType : 'audio/x-wav' });
  for (const name of ['content-length', 'content-range', 'accept-ranges']) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return c.newResponse(answer.body, { status: answer.status as 200, headers });
}
