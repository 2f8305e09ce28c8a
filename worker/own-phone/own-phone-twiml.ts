/** TwiML of the agent's own phone: asks to press 1, which its voicemail cannot do, then dials the customer. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { languageSchema } from '../../shared/api.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { agentReport, callSidSchema, legReport, readParams } from '../call-log/call-report.ts';
import { assignSid } from '../call-log/own-phone-log.ts';
import { refuse } from '../http/http-errors.ts';
import { callTimeLimit, dialSettingNames } from '../outbound/dial-rules.ts';
import { stopObjection } from '../limits/stops.ts';
import { reportCall } from '../push/call-updates.ts';
import { cannotCallPrompt, connectPrompt, refusalPrompt, speechIn } from '../http/voice-prompts.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { announcementUrl } from '../recordings/announcement.ts';
import { gatherKey, dialNumber, hangUpTwiml, sayAndHangUp } from '../twilio/twiml.ts';

const ownPhoneQuerySchema = z.object({
  call: z.uuid(),
  language: languageSchema,
  ext: z.optional(z.string().check(z.regex(/^[0-9]{1,12}$/))),
});
type OwnPhoneQuery = z.infer<typeof ownPhoneQuerySchema>;
const answeredParams = z.object({ CallSid: callSidSchema });
const pressedParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()) });

/** The call's own id in the URL of a webhook; null when the URL has none. */
export function ownCallId(c: Context<App>): string | null {
  const id = c.req.query('call');
  if (id === undefined) return null;
  return z.uuid().safeParse(id).data ?? refuse('request-refused', { because: 'the query names no call' });
}

/** `POST /api/calls/twiml/own-phone`: the own phone was answered. */
export async function ownPhoneTwiml(c: Context<App>): Promise<Response> {
  const query = readOwnPhoneQuery(c);
  const { CallSid } = readParams(answeredParams, c.var.params);
  await assignSid(c.env.DB, query.call, CallSid);
  await reportCall(c.env, legReport(CallSid, 'in-progress', Date.now()));
  const { PUBLIC_URL, MY_PHONE_PRESS_1 } = requireSettings(settingsOf(c.env), 'PUBLIC_URL', 'MY_PHONE_PRESS_1');
  if (!MY_PHONE_PRESS_1) return dialCustomer(c, CallSid, query);
  const pressedUrl = `${PUBLIC_URL}/api/calls/twiml/own-phone-pressed?${new URLSearchParams(query).toString()}`;
  return twimlResponse(gatherKey(connectPrompt(speechIn(query.language, settingsOf(c.env))), pressedUrl));
}

/** `POST /api/calls/twiml/own-phone-pressed`: a key was pressed; any key but 1 ends the call. */
export async function ownPhonePressedTwiml(c: Context<App>): Promise<Response> {
  const query = readOwnPhoneQuery(c);
  const { CallSid, Digits } = readParams(pressedParams, c.var.params);
  return Digits === '1' ? dialCustomer(c, CallSid, query) : twimlResponse(hangUpTwiml());
}

async function dialCustomer(c: Context<App>, sid: string, { language, ext }: OwnPhoneQuery): Promise<Response> {
  const call = await callBySid(c.env.DB, sid);
  if (!call?.agent || call.phase === 'ended') return twimlResponse(sayAndHangUp(cannotCallPrompt(speechIn(language, settingsOf(c.env)))));
  // The calls may have been stopped since the phone began to ring.
  const stop = await stopObjection(c.env.DB, call.agent);
  if (stop) return twimlResponse(sayAndHangUp(refusalPrompt(stop, speechIn(language, settingsOf(c.env)))));
  await reportCall(c.env, agentReport(sid, 'in-progress', Date.now()));
  const { PUBLIC_URL, ...settings } = requireSettings(settingsOf(c.env), 'PUBLIC_URL', ...dialSettingNames);
  const timeLimitSeconds = await callTimeLimit(c.env.DB, { sid, agent: call.agent }, settings, Date.now());
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/status`;
  const actionUrl = `${PUBLIC_URL}/api/calls/twiml/dialled`;
  return twimlResponse(
    dialNumber({
      number: call.to,
      callerId: call.from,
      timeLimitSeconds,
      statusUrl,
      actionUrl,
      announcementUrl: announcementUrl(settingsOf(c.env)),
      ...(ext ? { ext } : {}),
    }),
  );
}

function readOwnPhoneQuery(c: Context<App>): OwnPhoneQuery {
  const read = ownPhoneQuerySchema.safeParse(c.req.query());
  return read.data ?? refuse('request-refused', { because: 'the query is not one of ours' });
}
