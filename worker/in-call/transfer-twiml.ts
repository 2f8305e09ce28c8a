/** TwiML of transferred customers, and of those who are asked. Twilio signs the query, which names the transfer. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { callSidSchema, readParams } from '../call-log/call-report.ts';
import { advanceTransfer, answerTransfer, findTransferById, type Transfer } from '../call-log/call-transfer.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { conferenceTwiml, movedCallTwiml } from '../call-log/moved-call.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import { acceptPrompt, speechIn } from '../http/voice-prompts.ts';
import { pushTransferStep } from '../push/call-updates.ts';
import { callStatuses, outcomeOf } from '../twilio/call-status.ts';
import { endCall } from '../twilio/rest.ts';
import { continueCall, gatherKey, hangUpTwiml } from '../twilio/twiml.ts';
import { isBack, isOwnPhoneStep, nextRoute, routeTwiml, transferSteps } from './transfer-steps.ts';

const transferId = z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number));
export const transferQuerySchema = z.object({ transfer: transferId, step: z.optional(z.enum(transferSteps)) });
const readQuery = (c: Context<App>) => readParams(transferQuerySchema, c.req.query());

const hangUp = () => twimlResponse(hangUpTwiml());

const actionParams = z.object({
  CallSid: callSidSchema,
  CallStatus: z.enum(callStatuses),
  DialCallStatus: z.enum(callStatuses),
  DialCallSid: z.optional(callSidSchema),
  DialBridged: z.optional(z.enum(['true', 'false'])),
});

/** `POST /api/calls/twiml/transferred`: what rang for the customer has ended, answered or not. */
export async function transferredTwiml(c: Context<App>): Promise<Response> {
  const { transfer: id, step } = readQuery(c);
  const params = readParams(actionParams, c.var.params);
  const transfer = await findTransferById(c.env.DB, id);
  const call = transfer && (await callBySid(c.env.DB, transfer.callSid));
  if (!call || step === undefined || transfer.customerSid !== params.CallSid) return hangUp();
  const moved = await movedCallTwiml(c, call.id);
  if (moved) return twimlResponse(moved);
  const wasAnswered = outcomeOf(params.DialCallStatus, null) === 'completed' && params.DialBridged !== 'false';
  if (wasAnswered && params.DialCallSid)
    await answerTransfer(c.env.DB, id, { legSid: params.DialCallSid, onOwnPhone: isOwnPhoneStep(step) });
  if (wasAnswered || outcomeOf(params.CallStatus, null) !== null) return hangUp();
  const route = await nextRoute(c.env, transfer, call, step);
  if (isBack(route.step)) await advanceTransfer(c.env.DB, id, ['ringing', 'returning'], 'returning');
  if (route.step === 'back-phone') await freeOwnPhone(c.env, transfer);
  if (route.step === 'voicemail') await advanceTransfer(c.env.DB, id, ['ringing', 'returning'], 'voicemail');
  pushTransferStep(c.env, transfer);
  return twimlResponse(await routeTwiml(c.env, transfer, call, route));
}

/**
 * Ends the agent's own leg, which ends by a request of Twilio's at about the same time: a target that is busy at once may be
 * before it, and the own phone would then be busy with the call that comes back to it. Where Twilio's REST API fails, the phone
 * is rung all the same.
 */
async function freeOwnPhone(env: Bindings, { agentSid }: Transfer): Promise<void> {
  await endCall(restAccount(env), agentSid).catch(() => undefined);
}

const phoneParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()) });

/** `POST /api/calls/twiml/transfer-accept`: an own phone was picked up, by the agent or by its voicemail. */
export function transferAcceptTwiml(c: Context<App>): Response {
  return twimlResponse(askForKey(c, 'transfer-accepted'));
}

/** `POST /api/calls/twiml/transfer-accepted`: 1 connects the customer. */
export async function transferAcceptedTwiml(c: Context<App>): Promise<Response> {
  const { CallSid, Digits } = readParams(phoneParams, c.var.params);
  const transfer = await findTransferById(c.env.DB, readQuery(c).transfer);
  if (Digits !== '1' || !transfer) return hangUp();
  const answered = await answerTransfer(c.env.DB, transfer.id, { legSid: CallSid, onOwnPhone: true });
  if (answered) pushTransferStep(c.env, answered);
  return twimlResponse(continueCall());
}

function askForKey(c: Context<App>, route: 'transfer-accepted' | 'asked-pressed'): string {
  const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
  const pressedUrl = `${PUBLIC_URL}/api/calls/twiml/${route}?transfer=${readQuery(c).transfer}`;
  return gatherKey(acceptPrompt(speechIn('en', settingsOf(c.env))), pressedUrl);
}

/** `POST /api/calls/twiml/asked`: somebody who is asked has picked up. A colleague's own phone presses 1 first. */
export async function askedTwiml(c: Context<App>): Promise<Response> {
  const transfer = await findTransferById(c.env.DB, readQuery(c).transfer);
  const { To = '' } = c.var.params;
  const isOwnPhone = transfer?.toAgent != null && !To.startsWith('client:');
  return isOwnPhone ? twimlResponse(askForKey(c, 'asked-pressed')) : joinAsked(c, transfer, { onOwnPhone: false });
}

/** `POST /api/calls/twiml/asked-pressed`: 1 on a colleague's own phone. */
export async function askedPressedTwiml(c: Context<App>): Promise<Response> {
  const { Digits } = readParams(phoneParams, c.var.params);
  const transfer = await findTransferById(c.env.DB, readQuery(c).transfer);
  return Digits === '1' ? joinAsked(c, transfer, { onOwnPhone: true }) : hangUp();
}

/** A repeated request of the leg gets the same answer; a leg that comes after the transfer was cancelled gets none. */
async function joinAsked(c: Context<App>, transfer: Transfer | null, { onOwnPhone }: { onOwnPhone: boolean }): Promise<Response> {
  const { CallSid: legSid } = readParams(phoneParams, c.var.params);
  if (!transfer) return hangUp();
  const talking = await advanceTransfer(c.env.DB, transfer.id, ['asking'], 'talking', { legSid, onOwnPhone });
  const again = (transfer.stage === 'talking' || transfer.stage === 'merged') && transfer.legSid === legSid;
  if (!talking && !again) return hangUp();
  pushTransferStep(c.env, transfer);
  return twimlResponse(await conferenceTwiml(c.env, transfer.callSid, { endsOnExit: false }));
}
