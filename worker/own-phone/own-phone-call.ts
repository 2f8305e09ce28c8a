/** `POST /api/calls`: rings the agent's own phone, then the customer. */
import type { Context } from 'hono';
import { callRequestSchema, type CallRequest, type LoggedCall } from '../../shared/api.ts';
import { cleanName } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { problemOf, type Problem } from '../../shared/problem.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import { legReport, refusalReport, creationFailedReport } from '../call-log/call-report.ts';
import {
  callerIdFor,
  dialSettingNames,
  limitObjection,
  numberForLog,
  type DialSettings,
  type LoggedAttempt,
} from '../outbound/dial-rules.ts';
import { assignSid, releaseCallId, reserveCall, wasCancelledByAgent } from '../call-log/own-phone-log.ts';
import { readPageUrl } from '../call-log/page-url.ts';
import { ownPhoneProblem } from './own-phone-call-errors.ts';
import { throwProblem } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { reportCall } from '../push/call-updates.ts';
import { createBeforeProbes } from '../push/probe-budget.ts';
import { restAccount } from '../http/rest-account.ts';
import { numberObjection, ownPhoneObjection, readDialNumber, type DialNumber } from '../http/number-rules.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { countryObjection } from '../limits/new-countries.ts';
import { createCall, endCall } from '../twilio/rest.ts';

/** Shorter than the time after which most voicemails answer. */
const ringSeconds = 25;

/** Answers as soon as Twilio has accepted the call; its progress comes over the push socket. */
export async function startOwnPhoneCall(c: Context<App>): Promise<Response> {
  const { agent } = c.var;
  const request = await readJson(c, callRequestSchema);
  const settings = requireSettings(settingsOf(c.env), ...dialSettingNames);
  const phone = agent.phone ?? throwProblem({ code: 'agent-has-no-phone' });
  // Checked at every call: the settings, or the phone that the admin gave, may have changed.
  if (ownPhoneObjection(phone, settings)) throwProblem({ code: 'own-phone-not-allowed', details: { number: phone } });
  const callId = request.callId ?? crypto.randomUUID();
  const startedAt = Date.now();
  const number = readDialNumber(request.to);
  const replaces = await endBrowserAttempt(c, callId);
  const isNew = await reserveCall(c.env.DB, {
    clientCallId: callId,
    agent: agent.identity,
    from: callerIdFor('code' in number ? null : number.country, settings),
    to: numberForLog(request.to),
    pageUrl: readPageUrl(request.pageUrl),
    startedAt,
    name: cleanName(request.name),
  });
  if (!isNew) return c.json({ id: (await earlierCall(c, callId)).id });
  const attempt = { sid: callId, agent: agent.identity, startedAt, replaces };
  const objection = 'code' in number ? number : await findObjection(c.env, { number, phone, attempt }, settings);
  if (objection) {
    await reportCall(c.env, refusalReport(callId, objection, startedAt));
    throwProblem(objection);
  }
  try {
    return c.json({ id: await placeCall(c, phone, { ...request, callId }, settings) }, 201);
  } catch (error) {
    await reportCall(c.env, creationFailedReport(callId, problemOf(error, 'backend-failed'), startedAt));
    throw error;
  }
}

type Rules = { number: DialNumber; phone: string; attempt: Pick<LoggedAttempt, 'sid' | 'agent' | 'startedAt' | 'replaces'> };

/** Both parties are paid for: the agent's own phone and the customer. */
async function findObjection(env: Bindings, { number, phone, attempt }: Rules, settings: DialSettings): Promise<Problem | null> {
  const asked = { agent: attempt.agent, country: number.country, now: attempt.startedAt };
  return (
    numberObjection(number, phone, settings) ??
    (await countryObjection(env.DB, asked, settings)) ??
    limitObjection(env, { ...attempt, numbers: [phone, number.e164], inBrowser: false }, settings)
  );
}

/**
 * Ends the browser's failed attempt at the same call, so that the customer is never called twice. An attempt that was
 * answered continues, and one that our rules refused stays refused.
 * @returns the CallSid of the ended attempt.
 */
async function endBrowserAttempt(c: Context<App>, callId: string): Promise<string | undefined> {
  const attempt = await findOwnCall(c.env.DB, c.var.agent.identity, callId);
  if (attempt?.mode !== 'browser') return undefined;
  if (attempt.outcome === 'refused' && attempt.problem) throwProblem(attempt.problem);
  if (attempt.answeredAt !== null) throwProblem({ code: 'call-already-active' });
  if (attempt.phase !== 'ended') await endCall(restAccount(c.env), attempt.id);
  await releaseCallId(c.env.DB, attempt.id);
  return attempt.id;
}

/** The earlier call with the same id. A refused or failed one throws the same Problem again; another agent's is unknown. */
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
  // The state until the phone is answered travels in the URLs, which Twilio signs.
  const state = new URLSearchParams({ call: callId, language, ...(ext ? { ext } : {}) });
  const call = {
    to: phone,
    from: callerIdFor(countryOf(phone), settings),
    url: `${PUBLIC_URL}/api/calls/twiml/own-phone?${state.toString()}`,
    statusUrl: `${PUBLIC_URL}/api/calls/webhook/status?call=${callId}`,
    ringSeconds,
  };
  const { sid } = await createBeforeProbes(c.env, () => createCall(account, call)).catch((error: unknown) =>
    throwProblem(ownPhoneProblem(problemOf(error, 'call-failed'), phone)),
  );
  await assignSid(c.env.DB, callId, sid);
  await reportCall(c.env, legReport(sid, 'queued', Date.now()));
  if (await wasCancelledByAgent(c.env.DB, sid)) await endCall(account, sid);
  return sid;
}
