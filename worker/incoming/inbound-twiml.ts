/** Incoming calls: ring browsers, then the agents' own phones, then record a voicemail. Twilio requests TwiML at each step. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { e164Schema } from '../../shared/api.ts';
import { readCaller, type Caller } from '../../shared/caller.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { findLastName } from '../call-log/logged-calls.ts';
import { startCall } from '../call-log/call-log.ts';
import { acceptedReport, callSidSchema, readDialReport, readParams, type CallReport } from '../call-log/call-report.ts';
import { acceptPrompt, languageOfCaller, voicemailPrompt, type Language } from '../http/voice-prompts.ts';
import { saveRungAgents, findRingState } from '../call-log/incoming-log.ts';
import { findRingTargets, type RingTargets } from './ring-targets.ts';
import { reportCall, pushRinging } from '../push/call-updates.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { outcomeOf } from '../twilio/call-status.ts';
import { gatherKey, hangUpTwiml, continueCall, ringClients, ringPhones, recordVoicemail } from '../twilio/twiml.ts';

/** Carriers deliver any text as `From`, and lookups any text as a name. */
const untrustedText = z.optional(z.string().check(z.maxLength(60_000)));
const inboundParams = z.object({ CallSid: callSidSchema, From: untrustedText, To: untrustedText, CallerName: untrustedText });
type Inbound = z.infer<typeof inboundParams>;

/** `POST /api/calls/twiml/inbound`: the first request for a call. A repeated request rings again and logs nothing twice. */
export async function inboundTwiml(c: Context<App>): Promise<Response> {
  const inbound = readParams(inboundParams, c.var.params);
  const caller = await withKnownName(c, readCallerOf(inbound));
  const called = calledNumber(c, inbound);
  await startCall(c.env.DB, {
    sid: inbound.CallSid,
    clientCallId: null,
    direction: 'incoming',
    mode: 'browser',
    agent: null,
    from: caller.number ?? caller.written,
    to: called,
    pageUrl: null,
    startedAt: Date.now(),
    caller,
  });
  return (await ringBrowsers(c, inbound, caller, [])) ?? ownPhonesTwiml(c, inbound);
}

/**
 * Rings the browsers of the agents who have been idle longest.
 * @param tried identities whose browsers have rung for this call.
 * @returns null when there is nobody else to ring.
 */
async function ringBrowsers(c: Context<App>, inbound: Inbound, caller: Caller, tried: readonly string[]): Promise<Response | null> {
  const { browsers } = await ringTargets(c, inbound, tried);
  if (browsers.length === 0) return null;
  const called = calledNumber(c, inbound);
  await saveRungAgents(c.env.DB, inbound.CallSid, browsers);
  pushRinging(c.env, inbound.CallSid, browsers);
  const parameters = { call: inbound.CallSid, caller: JSON.stringify(caller), called };
  const clients = browsers.map((identity) => ({ identity, parameters }));
  return twimlResponse(ringClients(clients, ringOptions(c, called, 'browsers')));
}

/** Among the agents of the ring groups of the number that was called. */
function ringTargets(c: Context<App>, inbound: Inbound, exclude: readonly string[]): Promise<RingTargets> {
  const groups = settingsOf(c.env).values.TWILIO_PHONE_NUMBERS?.get(calledNumber(c, inbound)) ?? [];
  return findRingTargets(c.env.DB, { now: Date.now(), groups, exclude });
}

/** `POST /api/calls/twiml/rung`: the ringing, or the conversation, has ended. The query `after` says what rang. */
export async function rungTwiml(c: Context<App>): Promise<Response> {
  const inbound = readParams(inboundParams, c.var.params);
  const report = rungReport(c.var.params);
  await reportCall(c.env, report);
  const { tried, toVoicemail } = await findRingState(c.env.DB, inbound.CallSid);
  if (outcomeOf(report.status, null) === 'completed' || report.status === 'canceled') return twimlResponse(hangUpTwiml());
  if (toVoicemail || c.req.query('after') === 'phones') return voicemailTwiml(c, inbound);
  const caller = await withKnownName(c, readCallerOf(inbound));
  return (await ringBrowsers(c, inbound, caller, tried)) ?? ownPhonesTwiml(c, inbound);
}

/** Legs cancelled by "send to voicemail" count as unanswered: the caller is still there. */
function rungReport(params: Record<string, string>): CallReport {
  const report = readDialReport(params, Date.now());
  const callerIsThere = ['ringing', 'in-progress', 'queued'].includes(params['CallStatus'] ?? '');
  return report.status === 'canceled' && callerIsThere ? { ...report, status: 'no-answer' } : report;
}

async function ownPhonesTwiml(c: Context<App>, inbound: Inbound): Promise<Response> {
  const { phones: numbers } = await ringTargets(c, inbound, []);
  if (numbers.length === 0) return voicemailTwiml(c, inbound);
  const called = calledNumber(c, inbound);
  const acceptUrl = publicUrl(c, `/api/calls/twiml/accept?call=${inbound.CallSid}`);
  return twimlResponse(ringPhones(numbers, { ...ringOptions(c, called, 'phones'), acceptUrl }));
}

function voicemailTwiml(c: Context<App>, inbound: Inbound): Response {
  const language = languageFor(c, readCallerOf(inbound));
  return twimlResponse(
    recordVoicemail(voicemailPrompt(language), {
      actionUrl: publicUrl(c, '/api/calls/twiml/recorded'),
      recordingUrl: publicUrl(c, '/api/calls/webhook/recording'),
    }),
  );
}

/** `POST /api/calls/twiml/accept`: an own phone was answered, by the agent or by its voicemail. */
export function acceptTwiml(c: Context<App>): Response {
  const call = readParentSid(c);
  const language = languageFor(c, null);
  return twimlResponse(gatherKey(acceptPrompt(language), publicUrl(c, `/api/calls/twiml/accepted?call=${call}`)));
}

const acceptedParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()), To: z.optional(e164Schema) });

/** `POST /api/calls/twiml/accepted`: 1 connects the caller; any other key ends this leg, and the other phones ring on. */
export async function acceptedTwiml(c: Context<App>): Promise<Response> {
  const { CallSid, Digits, To } = readParams(acceptedParams, c.var.params);
  if (Digits !== '1' || !To) return twimlResponse(hangUpTwiml());
  await reportCall(c.env, acceptedReport(readParentSid(c), CallSid, To, Date.now()));
  return twimlResponse(continueCall());
}

function readParentSid(c: Context<App>): string {
  return readParams(z.object({ call: callSidSchema }), { call: c.req.query('call') ?? '' }).call;
}

function ringOptions(c: Context<App>, called: string, target: 'browsers' | 'phones') {
  const { RING_SECONDS } = requireSettings(settingsOf(c.env), 'RING_SECONDS');
  return {
    callerId: called,
    seconds: RING_SECONDS,
    statusUrl: publicUrl(c, '/api/calls/webhook/status'),
    actionUrl: publicUrl(c, `/api/calls/twiml/rung?after=${target}`),
  };
}

const readCallerOf = ({ From = '', CallerName }: Inbound): Caller => readCaller(From, CallerName ?? null);

/** A caller without a name gets the one under which an agent last called the number. */
async function withKnownName(c: Context<App>, caller: Caller): Promise<Caller> {
  if (caller.name !== null || caller.number === null) return caller;
  return { ...caller, name: await findLastName(c.env.DB, caller.number) };
}

/** Our number that was called. It is the caller ID of every leg, because the caller may have no valid number. */
function calledNumber(c: Context<App>, { To = '' }: Inbound): string {
  return e164Schema.safeParse(To).success ? To : requireSettings(settingsOf(c.env), 'TWILIO_PHONE_NUMBER').TWILIO_PHONE_NUMBER;
}

function languageFor(c: Context<App>, caller: Caller | null): Language {
  return languageOfCaller(caller?.number ?? null, settingsOf(c.env).values.CALLER_LANGUAGES);
}

const publicUrl = (c: Context<App>, path: string) => requireSettings(settingsOf(c.env), 'PUBLIC_URL').PUBLIC_URL + path;
