/** Voicemail: stored on Twilio's webhook, and started by an agent who declines a caller. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { callSidSchema, readParams } from '../call-log/call-report.ts';
import { declineTransfer } from '../call-log/call-transfer.ts';
import { markSentToVoicemail, saveVoicemail } from '../call-log/incoming-log.ts';
import { refuse } from '../http/http-errors.ts';
import { pushCall } from '../push/call-updates.ts';
import { cancelRingingLegs } from '../call-log/cancel-ringing-legs.ts';
import { restAccount } from '../http/rest-account.ts';
import { followRecording } from '../recordings/recording-webhook.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';

const recordingSidSchema = z.string().check(z.regex(/^RE[0-9a-f]{32}$/));
const recordingParams = z.object({
  CallSid: callSidSchema,
  RecordingSid: z.optional(recordingSidSchema),
  RecordingStatus: z.optional(z.string()),
  RecordingDuration: z.optional(z.string().check(z.regex(/^-?\d{1,6}$/))),
});

const rowId = z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number));
/** The call, and the row of a recorded conversation; a voicemail has none. */
const ofSchema = z.object({ of: z.optional(callSidSchema), recording: z.optional(rowId) });

/** `POST /api/calls/webhook/recording`: the recording is complete or absent. A recording of zero seconds is no voicemail. */
export async function recordingWebhook(c: Context<App>): Promise<Response> {
  const { CallSid, RecordingSid, RecordingStatus, RecordingDuration } = readParams(recordingParams, c.var.params);
  // The leg of a customer who was sent to voicemail need not be the call's first.
  const { of: callSid = CallSid, recording: id } = readParams(ofSchema, c.req.query());
  const seconds = Math.max(0, Number(RecordingDuration ?? 0));
  if (id !== undefined && RecordingSid) {
    const state = RecordingStatus === 'completed' ? 'ready' : 'absent';
    await followRecording(c.env, { callSid, id }, { sid: RecordingSid, state, seconds });
  } else if (RecordingSid && RecordingStatus === 'completed' && seconds > 0) {
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
