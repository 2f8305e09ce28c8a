/** The agent's own phone was answered: asks to press 1, so that a voicemail cannot take the call, then calls the customer. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { languageSchema } from '../../shared/api.ts';
import { answerTwiml } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { agentReport, callSidSchema, legReport, readParams } from '../call-log/call-report.ts';
import { adoptSid } from '../call-log/own-phone-log.ts';
import { refuse } from '../http/http-errors.ts';
import { reportCall } from '../push/call-updates.ts';
import { need, settingsOf } from '../http/settings.ts';
import { askForKey, dialNumber, hangUp, sayAndHangUp } from '../twilio/twiml.ts';

const words = {
  en: { press: 'This is Hatif, with your call. Press 1 to go on.', gone: 'This call cannot be made.' },
  ar: { press: 'هنا هاتف، ومعك مكالمتك. اضغط واحد للمتابعة.', gone: 'لا يمكن إجراء هذه المكالمة.' },
};

const rememberedSchema = z.object({
  call: z.uuid(),
  language: languageSchema,
  ext: z.optional(z.string().check(z.regex(/^[0-9]{1,12}$/))),
});
type Remembered = z.infer<typeof rememberedSchema>;
const answeredParams = z.object({ CallSid: callSidSchema });
const pressedParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()) });

/** The call's own id that a webhook's address remembers; null for a call that has none there. */
export function ownCallId(c: Context<App>): string | null {
  const id = c.req.query('call');
  if (id === undefined) return null;
  return z.uuid().safeParse(id).data ?? refuse('request-refused', { because: 'the query names no call' });
}

/** `POST /api/calls/twiml/own-phone`: the phone was answered. */
export async function ownPhoneTwiml(c: Context<App>): Promise<Response> {
  const remembered = readRemembered(c);
  const { CallSid } = readParams(answeredParams, c.var.params);
  await adoptSid(c.env.DB, remembered.call, CallSid);
  await reportCall(c.env, legReport(CallSid, 'in-progress', Date.now()));
  const { PUBLIC_URL, MY_PHONE_PRESS_1 } = need(settingsOf(c.env), 'PUBLIC_URL', 'MY_PHONE_PRESS_1');
  if (!MY_PHONE_PRESS_1) return callOn(c, CallSid, remembered);
  const pressedUrl = `${PUBLIC_URL}/api/calls/twiml/own-phone-pressed?${new URLSearchParams(remembered).toString()}`;
  return answerTwiml(askForKey({ words: words[remembered.language].press, language: remembered.language, pressedUrl }));
}

/** `POST /api/calls/twiml/own-phone-pressed`: a key was pressed. Any other than 1 ends the call. */
export async function ownPhonePressedTwiml(c: Context<App>): Promise<Response> {
  const remembered = readRemembered(c);
  const { CallSid, Digits } = readParams(pressedParams, c.var.params);
  return Digits === '1' ? callOn(c, CallSid, remembered) : answerTwiml(hangUp());
}

async function callOn(c: Context<App>, sid: string, { language, ext }: Remembered): Promise<Response> {
  const call = await callBySid(c.env.DB, sid);
  if (!call || call.phase === 'ended') return answerTwiml(sayAndHangUp(words[language].gone, language));
  await reportCall(c.env, agentReport(sid, 'in-progress', Date.now()));
  const { PUBLIC_URL } = need(settingsOf(c.env), 'PUBLIC_URL');
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/status`;
  const afterwardsUrl = `${PUBLIC_URL}/api/calls/twiml/dialled`;
  return answerTwiml(dialNumber({ number: call.to, callerId: call.from, statusUrl, afterwardsUrl, ...(ext ? { ext } : {}) }));
}

function readRemembered(c: Context<App>): Remembered {
  const read = rememberedSchema.safeParse(c.req.query());
  return read.data ?? refuse('request-refused', { because: 'the query is not one of ours' });
}
