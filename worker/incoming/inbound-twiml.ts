/** A customer calls: rings browsers, then the agents' own phones, then takes a message. Twilio asks at every step. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { e164Schema } from '../../shared/api.ts';
import { readCaller, type Caller } from '../../shared/caller.ts';
import { answerTwiml } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { nameOf } from '../call-log/logged-calls.ts';
import { startCall } from '../call-log/call-log.ts';
import { acceptedReport, callSidSchema, readDialReport, readParams, type CallReport } from '../call-log/call-report.ts';
import { acceptWords, languageOfCaller, voicemailWords, type Language } from '../http/voice-prompts.ts';
import { keepRung, ringingOf } from '../call-log/incoming-log.ts';
import { browsersToRing, phonesToRing, presences } from './ring-targets.ts';
import { reportCall, tellRinging } from '../push/call-updates.ts';
import { need, settingsOf } from '../http/settings.ts';
import { outcomeOf } from '../twilio/call-status.ts';
import { askForKey, hangUp, letThrough, ringClients, ringPhones, takeMessage } from '../twilio/twiml.ts';

/** A carrier may deliver anything as `From`, and a lookup anything as a name. */
const anyText = z.optional(z.string().check(z.maxLength(60_000)));
const inboundParams = z.object({ CallSid: callSidSchema, From: anyText, To: anyText, CallerName: anyText });
type Inbound = z.infer<typeof inboundParams>;

/** `POST /api/calls/twiml/inbound`: the first question about a call. Asked again, it rings anew and logs nothing twice. */
export async function inboundTwiml(c: Context<App>): Promise<Response> {
  const inbound = readParams(inboundParams, c.var.params);
  const caller = await named(c, callerOf(inbound));
  const called = calledOf(c, inbound);
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
  const rung = browsersToRing(await presences(c.env));
  if (rung.length === 0) return ringOwnPhones(c, inbound);
  await keepRung(c.env.DB, inbound.CallSid, rung);
  tellRinging(c.env, inbound.CallSid, rung);
  const parameters = { call: inbound.CallSid, caller: JSON.stringify(caller), called };
  const clients = rung.map((identity) => ({ identity, parameters }));
  return answerTwiml(ringClients(clients, ringing(c, called, 'browsers')));
}

/** `POST /api/calls/twiml/rung`: the ringing, or the talk, is over. `after` says what rang. */
export async function rungTwiml(c: Context<App>): Promise<Response> {
  const inbound = readParams(inboundParams, c.var.params);
  const report = rungReport(c.var.params);
  await reportCall(c.env, report);
  const { toVoicemail } = await ringingOf(c.env.DB, inbound.CallSid);
  if (outcomeOf(report.status, null) === 'completed' || report.status === 'canceled') return answerTwiml(hangUp());
  if (toVoicemail || c.req.query('after') === 'phones') return takeVoicemail(c, inbound);
  return ringOwnPhones(c, inbound);
}

/** Legs that an agent called off by sending the caller to voicemail went unanswered: it is not the caller who left. */
function rungReport(params: Record<string, string>): CallReport {
  const report = readDialReport(params, Date.now());
  const callerStays = ['ringing', 'in-progress', 'queued'].includes(params['CallStatus'] ?? '');
  return report.status === 'canceled' && callerStays ? { ...report, status: 'no-answer' } : report;
}

async function ringOwnPhones(c: Context<App>, inbound: Inbound): Promise<Response> {
  const numbers = phonesToRing(await presences(c.env));
  if (numbers.length === 0) return takeVoicemail(c, inbound);
  const called = calledOf(c, inbound);
  const acceptUrl = address(c, `/api/calls/twiml/accept?call=${inbound.CallSid}`);
  return answerTwiml(ringPhones(numbers, { ...ringing(c, called, 'phones'), acceptUrl }));
}

function takeVoicemail(c: Context<App>, inbound: Inbound): Response {
  const language = languageFor(c, callerOf(inbound));
  return answerTwiml(
    takeMessage(voicemailWords[language], language, {
      afterwardsUrl: address(c, '/api/calls/twiml/recorded'),
      recordingUrl: address(c, '/api/calls/webhook/recording'),
    }),
  );
}

/** `POST /api/calls/twiml/accept`: an agent's phone was picked up, by them or by its voicemail. */
export function acceptTwiml(c: Context<App>): Response {
  const call = readParent(c);
  const language = languageFor(c, null);
  return answerTwiml(
    askForKey({ words: acceptWords[language], language, pressedUrl: address(c, `/api/calls/twiml/accepted?call=${call}`) }),
  );
}

const acceptedParams = z.object({ CallSid: callSidSchema, Digits: z.optional(z.string()), To: z.optional(e164Schema) });

/** `POST /api/calls/twiml/accepted`: 1 takes the call; any other key leaves it to the others. */
export async function acceptedTwiml(c: Context<App>): Promise<Response> {
  const { CallSid, Digits, To } = readParams(acceptedParams, c.var.params);
  if (Digits !== '1' || !To) return answerTwiml(hangUp());
  await reportCall(c.env, acceptedReport(readParent(c), CallSid, To, Date.now()));
  return answerTwiml(letThrough());
}

function readParent(c: Context<App>): string {
  return readParams(z.object({ call: callSidSchema }), { call: c.req.query('call') ?? '' }).call;
}

function ringing(c: Context<App>, called: string, what: 'browsers' | 'phones') {
  const { RING_SECONDS } = need(settingsOf(c.env), 'RING_SECONDS');
  return {
    callerId: called,
    seconds: RING_SECONDS,
    statusUrl: address(c, '/api/calls/webhook/status'),
    afterwardsUrl: address(c, `/api/calls/twiml/rung?after=${what}`),
  };
}

const callerOf = ({ From = '', CallerName }: Inbound): Caller => readCaller(From, CallerName ?? null);

/** Who gives no name is known by the one they were last called by. */
async function named(c: Context<App>, caller: Caller): Promise<Caller> {
  if (caller.name !== null || caller.number === null) return caller;
  return { ...caller, name: await nameOf(c.env.DB, caller.number) };
}

/** Which of our numbers was called; it is the caller ID of every leg, for the caller's own may be no number. */
function calledOf(c: Context<App>, { To = '' }: Inbound): string {
  return e164Schema.safeParse(To).success ? To : need(settingsOf(c.env), 'TWILIO_PHONE_NUMBER').TWILIO_PHONE_NUMBER;
}

function languageFor(c: Context<App>, caller: Caller | null): Language {
  return languageOfCaller(caller?.number ?? null, settingsOf(c.env).values.CALLER_LANGUAGES);
}

const address = (c: Context<App>, path: string) => need(settingsOf(c.env), 'PUBLIC_URL').PUBLIC_URL + path;
