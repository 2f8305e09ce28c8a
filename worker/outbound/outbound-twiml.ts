/** `POST /api/calls/twiml/outbound`: an agent's browser calls a number, and Twilio asks what to do. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { identitySchema, languageSchema } from '../../shared/api.ts';
import { cleanName } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { problemOf, type Problem } from '../../shared/problem.ts';
import { agentByIdentity } from '../agents/agent-store.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import type { AgentRecord, App, Bindings } from '../http/bindings.ts';
import { findRefusal } from '../call-log/logged-calls.ts';
import { startCall } from '../call-log/call-log.ts';
import { callSidSchema, readParams, refusalReport } from '../call-log/call-report.ts';
import { callerIdFor, dialSettingNames, numberObjection, paceObjection, type DialSettings } from './dial-rules.ts';
import { isCallIdTaken } from '../call-log/own-phone-log.ts';
import { readPageUrl } from '../call-log/page-url.ts';
import { reportCall } from '../push/call-updates.ts';
import { refusalPrompt } from '../http/voice-prompts.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { dialNumber, sayAndHangUp } from '../twilio/twiml.ts';

const clientPrefix = 'client:';
/** `CallId`, `PageUrl`, `Name`, `Language` and `Ext` are the extension's own, passed on by Twilio. */
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
  PageUrl: z.optional(z.string()),
  Name: z.optional(z.string()),
  Ext: z.optional(z.string().check(z.regex(/^[0-9]{1,12}$/))),
});
type Outbound = z.infer<typeof outboundParams>;

export async function outboundTwiml(c: Context<App>): Promise<Response> {
  const outbound = readParams(outboundParams, c.var.params);
  const { To: number = '', Language: language = 'en', Ext: ext } = outbound;
  const settings = dialSettings(c);
  const callerId = 'code' in settings ? '' : callerIdFor(countryOf(number), settings);
  const problem = await logAttempt(c.env, outbound, settings, callerId);
  if (problem) return twimlResponse(sayAndHangUp(refusalPrompt(problem, language)));
  const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/status`;
  const actionUrl = `${PUBLIC_URL}/api/calls/twiml/dialled`;
  return twimlResponse(dialNumber({ number, callerId, statusUrl, actionUrl, ...(ext ? { ext } : {}) }));
}

/** Writes the attempt into the log. Returns why it is not dialled, or null. Twilio asking again gets the same answer. */
async function logAttempt(env: Bindings, outbound: Outbound, settings: DialSettings | Problem, callerId: string): Promise<Problem | null> {
  const { DB: db } = env;
  const { CallSid: sid, From: identity, To: number = '' } = outbound;
  const startedAt = Date.now();
  const agent = await agentByIdentity(db, identity);
  // The agent's own phone has taken this call over: what comes late from the browser must not call a second time.
  const taken = outbound.CallId !== undefined && (await isCallIdTaken(db, outbound.CallId, sid));
  const isNew = await startCall(db, {
    sid,
    clientCallId: taken ? null : (outbound.CallId ?? null),
    direction: 'outgoing',
    mode: 'browser',
    agent: agent?.identity ?? null,
    from: callerId,
    to: number.replace(/[^+\d*#]/g, '').slice(0, 30),
    pageUrl: readPageUrl(outbound.PageUrl),
    startedAt,
    name: cleanName(outbound.Name),
  });
  const problem =
    (taken ? { code: 'call-already-active' as const } : null) ??
    (isNew ? null : await findRefusal(db, sid)) ??
    (await findObjection(db, number, agent, settings, isNew ? startedAt : null));
  if (problem) await reportCall(env, refusalReport(sid, problem, startedAt));
  return problem;
}

/** @param startedAt Unix ms of an attempt that counts towards the agent's pace; null for one that was counted already. */
async function findObjection(
  db: D1Database,
  number: string,
  agent: AgentRecord | null,
  settings: DialSettings | Problem,
  startedAt: number | null,
): Promise<Problem | null> {
  if (!agent || agent.revokedAt !== null) return { code: 'agent-unknown' };
  if ('code' in settings) return settings;
  return numberObjection(number, agent, settings) ?? (startedAt === null ? null : paceObjection(db, agent.identity, settings, startedAt));
}

/** The settings a call depends on, or what is wrong with them. */
function dialSettings(c: Context<App>): DialSettings | Problem {
  try {
    return requireSettings(settingsOf(c.env), ...dialSettingNames);
  } catch (error) {
    return problemOf(error, 'settings-malformed');
  }
}
