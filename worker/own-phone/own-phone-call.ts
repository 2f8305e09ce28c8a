/** `POST /api/calls`: rings the agent's own phone, which then calls the number. */
import type { Context } from 'hono';
import { callRequestSchema, type CallRequest, type LoggedCall } from '../../shared/api.ts';
import { cleanName } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { ProblemError, problemOf, type Problem } from '../../shared/problem.ts';
import type { App } from '../http/bindings.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import { legReport, refusalReport, creationFailedReport } from '../call-log/call-report.ts';
import { callerIdFor, dialSettingNames, numberObjection, paceObjection, type DialSettings } from '../outbound/dial-rules.ts';
import { assignSid, releaseCallId, reserveCall, wasCancelledByAgent } from '../call-log/own-phone-log.ts';
import { readPageUrl } from '../call-log/page-url.ts';
import { ownPhoneProblem } from './own-phone-call-errors.ts';
import { readJson } from '../http/request-body.ts';
import { reportCall } from '../push/call-updates.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { createCall, endCall } from '../twilio/rest.ts';

/** Shorter than most voicemails wait. */
const ringSeconds = 25;

/** Answers as soon as Twilio has taken the call: how it goes on is told over the push socket. */
export async function startOwnPhoneCall(c: Context<App>): Promise<Response> {
  const { agent } = c.var;
  const request = await readJson(c, callRequestSchema);
  const settings = requireSettings(settingsOf(c.env), ...dialSettingNames);
  const phone = agent.phone ?? throwProblem({ code: 'agent-has-no-phone' });
  const callId = request.callId ?? crypto.randomUUID();
  const startedAt = Date.now();
  await endBrowserAttempt(c, callId);
  const isNew = await reserveCall(c.env.DB, {
    clientCallId: callId,
    agent: agent.identity,
    from: callerIdFor(countryOf(request.to), settings),
    to: request.to.replace(/[^+\d*#]/g, '').slice(0, 30),
    pageUrl: readPageUrl(request.pageUrl),
    startedAt,
    name: cleanName(request.name),
  });
  if (!isNew) return c.json({ id: (await earlierCall(c, callId)).id });
  const refusedBy = numberObjection(request.to, agent, settings) ?? (await paceObjection(c.env.DB, agent.identity, settings, startedAt));
  if (refusedBy) {
    await reportCall(c.env, refusalReport(callId, refusedBy, startedAt));
    throwProblem(refusedBy);
  }
  try {
    return c.json({ id: await placeCall(c, phone, { ...request, callId }, settings) }, 201);
  } catch (error) {
    await reportCall(c.env, creationFailedReport(callId, problemOf(error, 'backend-failed'), startedAt));
    throw error;
  }
}

/**
 * The browser tried the same call and could not make it: its attempt ends here, so that the customer is never called by
 * both. One that they answered stays, and so does one that our rules refused.
 */
async function endBrowserAttempt(c: Context<App>, callId: string): Promise<void> {
  const attempt = await findOwnCall(c.env.DB, c.var.agent.identity, callId);
  if (attempt?.mode !== 'browser') return;
  if (attempt.outcome === 'refused' && attempt.problem) throwProblem(attempt.problem);
  if (attempt.answeredAt !== null) throwProblem({ code: 'call-already-active' });
  if (attempt.phase !== 'ended') await endCall(restAccount(c.env), attempt.id);
  await releaseCallId(c.env.DB, attempt.id);
}

/**
 * The call that was asked for before with the same id. One that our rules or Twilio turned down is turned down again;
 * somebody else's is unknown.
 */
async function earlierCall(c: Context<App>, callId: string): Promise<LoggedCall> {
  const call = (await findOwnCall(c.env.DB, c.var.agent.identity, callId)) ?? throwProblem({ code: 'call-unknown' });
  const neverMade = call.id === callId && call.phase === 'ended';
  return (neverMade || call.outcome === 'refused') && call.problem ? throwProblem(call.problem) : call;
}

/** @returns the CallSid. */
async function placeCall(
  c: Context<App>,
  phone: string,
  request: CallRequest & { callId: string },
  settings: DialSettings,
): Promise<string> {
  const { callId, language = 'en', ext } = request;
  const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
  const account = restAccount(c.env);
  // What has to be remembered until the phone is answered travels in the addresses: Twilio signs them.
  const remembered = new URLSearchParams({ call: callId, language, ...(ext ? { ext } : {}) });
  const { sid } = await createCall(account, {
    to: phone,
    from: callerIdFor(countryOf(phone), settings),
    url: `${PUBLIC_URL}/api/calls/twiml/own-phone?${remembered.toString()}`,
    statusUrl: `${PUBLIC_URL}/api/calls/webhook/status?call=${callId}`,
    ringSeconds,
  }).catch((error: unknown) => throwProblem(ownPhoneProblem(problemOf(error, 'call-failed'), phone)));
  await assignSid(c.env.DB, callId, sid);
  await reportCall(c.env, legReport(sid, 'queued', Date.now()));
  if (await wasCancelledByAgent(c.env.DB, sid)) await endCall(account, sid);
  return sid;
}

function throwProblem({ code, details }: Problem): never {
  throw new ProblemError(code, details);
}
