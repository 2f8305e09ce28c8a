/** `POST /api/calls/twiml/outbound`: Twilio asks for the TwiML of a call that an agent's browser starts. */
import { waitUntil } from 'cloudflare:workers';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { identitySchema, languageSchema } from '../../shared/api.ts';
import { problemOf, type Problem } from '../../shared/problem.ts';
import { agentByIdentity } from '../agents/agent-store.ts';
import { applyCallContext, type PlacedCall } from '../call-log/call-context.ts';
import { startCall } from '../call-log/call-log.ts';
import { callSidSchema, readParams, refusalReport } from '../call-log/call-report.ts';
import { findRefusal } from '../call-log/logged-calls.ts';
import { isCallIdTaken } from '../call-log/own-phone-log.ts';
import type { AgentRecord, App, Bindings } from '../http/bindings.ts';
import { numberObjection, readDialNumber, type DialNumber } from '../http/number-rules.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import { refusalPrompt, speechIn, testCallPrompt } from '../http/voice-prompts.ts';
import { countryObjection } from '../limits/new-countries.ts';
import { reportCall } from '../push/call-updates.ts';
import { announcementUrl } from '../recordings/announcement.ts';
import { dialNumber, sayAndHangUp } from '../twilio/twiml.ts';
import {
  callerIdFor,
  callTimeLimit,
  dialSettingNames,
  limitObjection,
  numberForLog,
  type DialSettings,
  type LoggedAttempt,
} from './dial-rules.ts';

const clientPrefix = 'client:';
/** `CallId` and `Language` come from the extension, as custom parameters of the call; page and name come as its context. */
const outboundParams = z.object({
  CallSid: callSidSchema,
  From: z
    .pipe(
      z.string().check(z.startsWith(clientPrefix)),
      z.transform((from) => from.slice(clientPrefix.length)),
    )
    .check(z.refine((identity) => identitySchema.safeParse(identity).success)),
  To: z.optional(z.string().check(z.maxLength(200))),
  CallId: z.optional(z.uuid()),
  Language: z.optional(languageSchema),
});
type OutboundParams = z.infer<typeof outboundParams>;

type Attempt = { params: OutboundParams; number: DialNumber | Problem; settings: DialSettings | Problem; callerId: string };

export async function outboundTwiml(c: Context<App>): Promise<Response> {
  const params = readParams(outboundParams, c.var.params);
  const { To: to = '', Language: language = 'en' } = params;
  if (await isTestCall(c.env.DB, params)) return twimlResponse(sayAndHangUp(testCallPrompt(speechIn(language, settingsOf(c.env)))));
  const number = readDialNumber(to);
  const settings = readDialSettings(c);
  const callerId = 'code' in settings ? '' : callerIdFor('code' in number ? null : number.country, settings);
  const problem = await logAttempt(c.env, { params, number, settings, callerId });
  if (problem) return twimlResponse(sayAndHangUp(refusalPrompt(problem, speechIn(language, settingsOf(c.env)))));
  if ('code' in settings) throw new Error('a call without settings was not refused');
  const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/status`;
  const actionUrl = `${PUBLIC_URL}/api/calls/twiml/dialled`;
  const timeLimitSeconds = await callTimeLimit(c.env.DB, { sid: params.CallSid, agent: params.From }, settings, Date.now());
  return twimlResponse(
    dialNumber({ number: to, callerId, timeLimitSeconds, statusUrl, actionUrl, announcementUrl: announcementUrl(settingsOf(c.env)) }),
  );
}

/** The SDK's preflight test sends no parameters; a call of the extension always has an id. A test call dials nobody and is not logged. */
async function isTestCall(db: D1Database, { To: to = '', CallId: callId, From: identity }: OutboundParams): Promise<boolean> {
  if (to !== '' || callId !== undefined) return false;
  const agent = await agentByIdentity(db, identity);
  return agent !== null && agent.revokedAt === null;
}

/** Logs the attempt. Returns why it is not dialled, or null; a repeated request of Twilio gets the same answer. */
async function logAttempt(env: Bindings, { params, number, settings, callerId }: Attempt): Promise<Problem | null> {
  const { DB: db } = env;
  const { CallSid: sid, From: identity, CallId: callId } = params;
  const startedAt = Date.now();
  const agent = await agentByIdentity(db, identity);
  // When the agent's own phone has taken the call over, a late request of the browser must not call the customer again.
  const isTaken = callId !== undefined && (await isCallIdTaken(db, callId, sid));
  const isNew = await startCall(db, {
    sid,
    clientCallId: isTaken ? null : (callId ?? null),
    direction: 'outgoing',
    mode: 'browser',
    agent: agent?.identity ?? null,
    from: callerId,
    to: numberForLog(params.To ?? ''),
    pageUrl: null,
    startedAt,
  });
  if (agent && callId !== undefined) waitUntil(addContext(db, { callId, agent: agent.identity }));
  const problem =
    (isTaken ? { code: 'call-already-active' as const } : null) ??
    (isNew ? null : await findRefusal(db, sid)) ??
    (await findObjection(env, { agent, number, settings, attempt: isNew ? { sid, agent: identity, startedAt } : null }));
  if (problem) await reportCall(env, refusalReport(sid, problem, startedAt));
  return problem;
}

/** After the TwiML, which does not wait for the context. A call without page and name is still a call. */
function addContext(db: D1Database, call: PlacedCall): Promise<void> {
  return applyCallContext(db, call).catch((error: unknown) =>
    console.error('the context of a call was lost', error instanceof Error ? error.message : ''),
  );
}

type Rules = Pick<Attempt, 'number' | 'settings'> & {
  agent: AgentRecord | null;
  /** Counts towards the agent's limits; null for a repeated request. */
  attempt: Pick<LoggedAttempt, 'sid' | 'agent' | 'startedAt'> | null;
};

async function findObjection(env: Bindings, { agent, number, settings, attempt }: Rules): Promise<Problem | null> {
  if (!agent || agent.revokedAt !== null) return { code: 'agent-unknown' };
  if ('code' in settings) return settings;
  if ('code' in number) return number;
  const asked = { agent: agent.identity, country: number.country, now: Date.now() };
  return (
    numberObjection(number, agent.phone, settings) ??
    (await countryObjection(env.DB, asked, settings)) ??
    (attempt && limitObjection(env, { ...attempt, numbers: [number.e164], inBrowser: true }, settings))
  );
}

/** The settings on which a call depends, or their faults as a Problem. */
function readDialSettings(c: Context<App>): DialSettings | Problem {
  try {
    return requireSettings(settingsOf(c.env), ...dialSettingNames);
  } catch (error) {
    return problemOf(error, 'settings-malformed');
  }
}
