/** `/api/agent/phone…`: the agent's own phone, saved once the agent has confirmed that they answer it. */
import type { Context } from 'hono';
import { phoneCodeRequestSchema, phoneRequestSchema, type PhoneCodeAnswer } from '../../shared/api.ts';
import { ProblemError, problemOf } from '../../shared/problem.ts';
import { describeAgent } from '../agents/current-agent.ts';
import type { App } from '../http/bindings.ts';
import { callerIdFor } from '../outbound/dial-rules.ts';
import { confirmPhone, expirePhoneCodes, deletePhone, issuePhoneCode, type PhoneCodeRefusal } from './phone-codes.ts';
import { ownPhoneProblem } from './own-phone-call-errors.ts';
import { readJson } from '../http/request-body.ts';
import { refuse, throwProblem } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { numberObjection, numberSettingNames, readDialNumber } from '../http/number-rules.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { phoneCodePrompt, speechIn } from '../http/voice-prompts.ts';
import { stopObjection } from '../limits/stops.ts';
import { createBeforeProbes } from '../push/probe-budget.ts';
import { createCall } from '../twilio/rest.ts';
import { sayTwice } from '../twilio/twiml.ts';

const ringSeconds = 40;

/** `POST /api/agent/phone-codes`: calls the phone and says a code. Neither the answer nor any log has the code. */
export async function sendPhoneCode(c: Context<App>): Promise<Response> {
  const { agent } = c.var;
  const { phone, language = 'en' } = await readJson(c, phoneCodeRequestSchema);
  const settings = requireSettings(settingsOf(c.env), ...numberSettingNames);
  const account = restAccount(c.env);
  const number = readDialNumber(phone);
  if ('code' in number) throwProblem(number);
  // The agent's present phone may be confirmed again.
  const problem = numberObjection(number, null, settings) ?? (await stopObjection(c.env.DB, agent.identity));
  if (problem) throwProblem(problem);
  const issued = await issuePhoneCode(c.env.DB, agent, phone, Date.now());
  if ('waitMs' in issued) return refuseTooSoon(issued.waitMs);
  const twiml = sayTwice(phoneCodePrompt(issued.code, speechIn(language, settingsOf(c.env))));
  const from = callerIdFor(number.country, settings);
  const call = { to: phone, from, twiml, ringSeconds };
  await createBeforeProbes(c.env, () => createCall(account, call)).catch(async (error: unknown) => {
    await expirePhoneCodes(c.env.DB, agent);
    throwProblem(ownPhoneProblem(problemOf(error, 'call-failed'), phone));
  });
  return c.json({ expiresAt: new Date(issued.expiresAt).toISOString() } satisfies PhoneCodeAnswer, 201);
}

/** `POST /api/agent/phone`: takes the code, saves the phone, and answers with the agent. */
export async function confirmOwnPhone(c: Context<App>): Promise<Response> {
  const { agent } = c.var;
  const { code } = await readJson(c, phoneRequestSchema);
  const phone = await confirmPhone(c.env.DB, agent, code, Date.now());
  if (typeof phone !== 'string') throw phoneCodeError(phone);
  return c.json(await describeAgent(c.env, { ...agent, phone }));
}

/** `DELETE /api/agent/phone`: removes the agent's own phone. */
export async function removeOwnPhone(c: Context<App>): Promise<Response> {
  await deletePhone(c.env.DB, c.var.agent);
  return c.json(await describeAgent(c.env, { ...c.var.agent, phone: null }));
}

function refuseTooSoon(waitMs: number): never {
  const seconds = Math.ceil(waitMs / 1000);
  return refuse('too-many-requests', { retryAfterSeconds: String(seconds), minutes: String(Math.ceil(seconds / 60)) });
}

function phoneCodeError(refusal: PhoneCodeRefusal): ProblemError {
  return refusal.is === 'wrong'
    ? new ProblemError('phone-code-wrong', { tries: String(refusal.triesLeft) })
    : new ProblemError(`phone-code-${refusal.is}`);
}
