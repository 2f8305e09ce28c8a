/** Incoming calls: ring browsers, then the agents' own phones, then record a voicemail. Twilio requests TwiML at each step. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { e164Schema } from '../../shared/api.ts';
import { cleanHost, readCaller, type Caller } from '../../shared/caller.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { findLastName, hasCalledOften } from '../call-log/logged-calls.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import { stopObjection } from '../limits/stops.ts';
import { startCall } from '../call-log/call-log.ts';
import { acceptedReport, callSidSchema, pickedUpReport, readDialReport, readParams, type CallReport } from '../call-log/call-report.ts';
import { acceptPrompt, languageOfCaller, speechIn, voicemailPrompt, type Speech } from '../http/voice-prompts.ts';
import { saveRungAgents, findRingState, findRungPhones, markMessageBegan } from '../call-log/incoming-log.ts';
import { movedCallTwiml } from '../call-log/moved-call.ts';
import { findRingTargets, type RingTargets } from './ring-targets.ts';
import { browserTimeout, keyTimeout, phoneTimeout } from './ring-time.ts';
import { reportCall, pushRinging } from '../push/call-updates.ts';
import { numberSettingNames, ownPhoneObjection } from '../http/number-rules.ts';
import { requireSettings, settingsOf, type Settings } from '../http/settings.ts';
import { recordingAnnouncement } from '../recordings/announcement.ts';
import { recordFromAnswer } from '../recordings/start-recording.ts';
import { outcomeOf } from '../twilio/call-status.ts';
import { gatherKey, hangUpTwiml, continueCall, ringClients, ringPhones, recordVoicemail, type Prompt } from '../twilio/twiml.ts';

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
  const { MAX_RINGING_SECONDS } = requireSettings(settingsOf(c.env), 'MAX_RINGING_SECONDS');
  const until = Date.now() + MAX_RINGING_SECONDS * 1000;
  const first = { until, tried: [], announcement: recordingAnnouncement(settingsOf(c.env), caller.number) };
  return (await ringBrowsers(c, inbound, caller, first)) ?? ownPhonesTwiml(c, inbound, first);
}

type Round = {
  /** How long the caller may hear ringing, Unix milliseconds. */
  until: number;
  /** Identities whose browsers, or numbers of the phones, that have rung for this call. */
  tried: readonly string[];
  /** Said before the first round. */
  announcement?: Prompt | undefined;
};

/**
 * Rings the browsers of the agents who have been idle longest.
 * @returns null when there is nobody else to ring, or no time.
 */
async function ringBrowsers(
  c: Context<App>,
  inbound: Inbound,
  caller: Caller,
  { until, tried, announcement }: Round,
): Promise<Response | null> {
  const { browsers, moreBrowsers, phones } = await ringTargets(c, inbound, tried);
  const seconds = browserTimeout({ ...timeLeft(c, until), moreFollow: moreBrowsers || phones.length > 0 });
  if (browsers.length === 0 || seconds === null) return null;
  const called = calledNumber(c, inbound);
  await saveRungAgents(c.env.DB, inbound.CallSid, browsers);
  pushRinging(c.env, inbound.CallSid, browsers);
  const parameters = { call: inbound.CallSid, caller: JSON.stringify(caller), called };
  const clients = browsers.map((identity) => ({ identity, parameters }));
  return twimlResponse(ringClients(clients, { ...ringOptions(c, called, `after=browsers&until=${until}`), seconds, announcement }));
}

/** Among the agents of the ring groups of the number that was called. A caller who calls too often rings no phones. */
async function ringTargets(c: Context<App>, inbound: Inbound, exclude: readonly string[]): Promise<RingTargets> {
  const settings = settingsOf(c.env);
  const groups = settings.values.TWILIO_PHONE_NUMBERS?.get(calledNumber(c, inbound)) ?? [];
  const now = Date.now();
  const found = await findRingTargets(c.env.DB, { now, groups, exclude, mayRingPhone: mayRingPhone(settings) });
  if (found.phones.length === 0) return found;
  // A phone that rings is an outgoing call of the account.
  if (await stopObjection(c.env.DB, wholeTeam)) return { ...found, phones: [] };
  const { MAX_CALLS_PER_CALLER: limit } = requireSettings(settings, 'MAX_CALLS_PER_CALLER');
  const { number, written } = readCallerOf(inbound);
  const callsOften = await hasCalledOften(c.env.DB, { from: number ?? written, since: now - callerPeriodMs, limit });
  return callsOften ? { ...found, phones: [] } : found;
}

/** The time in which `MAX_CALLS_PER_CALLER` calls of one caller may ring phones. Callers without a number are one caller. */
const callerPeriodMs = 10 * 60_000;

/** Phones are checked each time that they ring. A malformed setting closes them, and loses no caller. */
function mayRingPhone(settings: Settings): (phone: string) => boolean {
  try {
    const rules = requireSettings(settings, ...numberSettingNames);
    return (phone) => ownPhoneObjection(phone, rules) === null;
  } catch {
    return () => false;
  }
}

/**
 * `POST /api/calls/twiml/rung`: the ringing, or the conversation, has ended. In the query, which Twilio signs, `after` is
 * what rang, and `until` (Unix ms) is how long the caller may hear ringing.
 */
export async function rungTwiml(c: Context<App>): Promise<Response> {
  const inbound = readParams(inboundParams, c.var.params);
  const moved = await movedCallTwiml(c);
  if (moved) return twimlResponse(moved);
  const report = rungReport(c.var.params);
  await reportCall(c.env, report);
  const { tried, toVoicemail } = await findRingState(c.env.DB, inbound.CallSid);
  if (outcomeOf(report.status, null) === 'completed' || report.status === 'canceled') return twimlResponse(hangUpTwiml());
  if (toVoicemail) return voicemailTwiml(c, inbound);
  const until = readUntil(c);
  if (c.req.query('after') !== 'phones') {
    const caller = await withKnownName(c, readCallerOf(inbound));
    const next = await ringBrowsers(c, inbound, caller, { until, tried });
    if (next) return next;
  }
  // The first pick-up ended the other legs: only the phones that picked up have had their turn.
  const wasPickedUp = ['completed', 'answered'].includes(c.var.params['DialCallStatus'] ?? '');
  const phones = await findRungPhones(c.env.DB, inbound.CallSid, wasPickedUp ? 'picked-up' : 'all');
  return ownPhonesTwiml(c, inbound, { until, tried: phones });
}

/** Legs cancelled by "send to voicemail" count as unanswered: the caller is still there. */
function rungReport(params: Record<string, string>): CallReport {
  const report = readDialReport(params, Date.now());
  const callerIsThere = ['ringing', 'in-progress', 'queued'].includes(params['CallStatus'] ?? '');
  return report.status === 'canceled' && callerIsThere ? { ...report, status: 'no-answer' } : report;
}

/** The next round of phones, or voicemail. */
async function ownPhonesTwiml(c: Context<App>, inbound: Inbound, { until, tried, announcement }: Round): Promise<Response> {
  const seconds = phoneTimeout(timeLeft(c, until));
  if (seconds === null) return voicemailTwiml(c, inbound);
  const { phones: numbers } = await ringTargets(c, inbound, tried);
  if (numbers.length === 0) return voicemailTwiml(c, inbound);
  const called = calledNumber(c, inbound);
  const acceptUrl = publicUrl(c, `/api/calls/twiml/accept?call=${inbound.CallSid}&until=${until}`);
  return twimlResponse(ringPhones(numbers, { ...ringOptions(c, called, `after=phones&until=${until}`), seconds, acceptUrl, announcement }));
}

const readUntil = (c: Context<App>) => Number(c.req.query('until') ?? 0) || 0;

/** Seconds for which the caller may hear ringing, and the longest ring of one round. */
function timeLeft(c: Context<App>, until: number): { left: number; longest: number } {
  const { RING_SECONDS } = requireSettings(settingsOf(c.env), 'RING_SECONDS');
  return { left: (until - Date.now()) / 1000, longest: RING_SECONDS };
}

async function voicemailTwiml(c: Context<App>, inbound: Inbound): Promise<Response> {
  await markMessageBegan(c.env.DB, inbound.CallSid);
  return twimlResponse(
    recordVoicemail(voicemailPrompt(speechFor(c, readCallerOf(inbound))), {
      actionUrl: publicUrl(c, '/api/calls/twiml/recorded'),
      recordingUrl: publicUrl(c, '/api/calls/webhook/recording'),
    }),
  );
}

const acceptedParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()), To: z.optional(e164Schema) });

/** `POST /api/calls/twiml/accept`: an own phone was answered, by the agent or by its voicemail. The caller hears ringing. */
export async function acceptTwiml(c: Context<App>): Promise<Response> {
  const call = readParentSid(c);
  const { CallSid, To } = readParams(acceptedParams, c.var.params);
  // Recorded here too: the status callback may arrive after the request that chooses the next phones.
  if (To) await reportCall(c.env, pickedUpReport(call, CallSid, To, Date.now()));
  const options = { times: 1, timeoutSeconds: keyTimeout(timeLeft(c, readUntil(c)).left) };
  return twimlResponse(gatherKey(acceptPrompt(speechFor(c, null)), publicUrl(c, `/api/calls/twiml/accepted?call=${call}`), options));
}

/** `POST /api/calls/twiml/accepted`: 1 connects the caller; any other key ends this leg, and the next phones ring. */
export async function acceptedTwiml(c: Context<App>): Promise<Response> {
  const { CallSid, Digits, To } = readParams(acceptedParams, c.var.params);
  if (Digits !== '1' || !To) return twimlResponse(hangUpTwiml());
  await reportCall(c.env, acceptedReport(readParentSid(c), CallSid, To, Date.now()));
  recordFromAnswer(c.env, readParentSid(c));
  return twimlResponse(continueCall());
}

function readParentSid(c: Context<App>): string {
  return readParams(z.object({ call: callSidSchema }), { call: c.req.query('call') ?? '' }).call;
}

function ringOptions(c: Context<App>, called: string, round: string) {
  const { MAX_CALL_MINUTES } = requireSettings(settingsOf(c.env), 'MAX_CALL_MINUTES');
  return {
    callerId: called,
    timeLimitSeconds: MAX_CALL_MINUTES * 60,
    statusUrl: publicUrl(c, '/api/calls/webhook/status'),
    actionUrl: publicUrl(c, `/api/calls/twiml/rung?${round}`),
  };
}

const readCallerOf = ({ From = '', CallerName }: Inbound): Caller => readCaller(From, CallerName ?? null);

/** A caller without a name gets the one under which an agent last called the number, and the host of the page that had it. */
async function withKnownName(c: Context<App>, caller: Caller): Promise<Caller> {
  if (caller.name !== null || caller.number === null) return caller;
  const last = await findLastName(c.env.DB, caller.number);
  const nameFrom = cleanHost(URL.parse(last?.pageUrl ?? '')?.hostname);
  // A name without its origin could be anybody's.
  return last === null || nameFrom === null ? caller : { ...caller, name: last.name, nameFrom };
}

/** Our number that was called. It is the caller ID of every leg, because the caller may have no valid number. */
function calledNumber(c: Context<App>, { To = '' }: Inbound): string {
  return e164Schema.safeParse(To).success ? To : requireSettings(settingsOf(c.env), 'TWILIO_PHONE_NUMBER').TWILIO_PHONE_NUMBER;
}

function speechFor(c: Context<App>, caller: Caller | null): Speech {
  const settings = settingsOf(c.env);
  return speechIn(languageOfCaller(caller?.number ?? null, settings.values.CALLER_LANGUAGES), settings);
}

const publicUrl = (c: Context<App>, path: string) => requireSettings(settingsOf(c.env), 'PUBLIC_URL').PUBLIC_URL + path;
