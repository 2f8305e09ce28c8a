/** Reports on the legs of a call, and how to read them from Twilio's webhooks. */
import * as z from 'zod/mini';
import type { Problem } from '../../shared/problem.ts';
import { refuse } from '../http/http-errors.ts';
import { callStatuses, outcomeOf, type CallStatus } from '../twilio/call-status.ts';

export type CallReport = {
  /** CallSid of the call's first leg: the call's id in the log. */
  callSid: string;
  /** The leg this report is about. */
  legSid: string;
  /**
   * `leg`: a status callback. `dial`: the `<Dial action>` request. `rules`: our rules refused the call. `making`: Twilio's
   * REST API rejected the call creation. `agent`: the agent pressed 1 on their own phone (`in-progress`) or ended the call
   * in the extension (`canceled`). `transfer`: the leg is the customer's, and the call ends with it alone.
   */
  source: 'leg' | 'dial' | 'rules' | 'making' | 'agent' | 'transfer';
  status: CallStatus;
  /** Twilio's SequenceNumber: counts the reports of a leg from 0. */
  sequence: number;
  /** Unix milliseconds. */
  at: number;
  /** Connected time of the leg, once it has ended. */
  seconds: number | null;
  sipCode: number | null;
  errorCode: number | null;
  problem: Problem | null;
  /** The called party: `client:` and an identity, or a number. */
  party: string | null;
  /** The leg that `<Dial>` connected with the caller. */
  joinedSid: string | null;
};

export const callSidSchema = z.string().check(z.regex(/^CA[0-9a-f]{32}$/));
const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number));
const time = z.pipe(
  z.string().check(
    z.maxLength(40),
    z.refine((text) => Number.isFinite(Date.parse(text))),
  ),
  z.transform((text) => Date.parse(text)),
);

const legParams = z.object({
  CallSid: callSidSchema,
  ParentCallSid: z.optional(callSidSchema),
  CallStatus: z.enum(callStatuses),
  To: z.optional(z.string().check(z.maxLength(1000))),
  SequenceNumber: z.optional(wholeNumber),
  Timestamp: z.optional(time),
  CallDuration: z.optional(wholeNumber),
  SipResponseCode: z.optional(wholeNumber),
  ErrorCode: z.optional(wholeNumber),
});

/** From a status callback. The report of a child leg belongs to its parent's call. Refuses malformed parameters with 400. */
export function readLegReport(params: Record<string, string>, now: number): CallReport {
  const read = readParams(legParams, params);
  return {
    callSid: read.ParentCallSid ?? read.CallSid,
    legSid: read.CallSid,
    source: 'leg',
    status: read.CallStatus,
    sequence: read.SequenceNumber ?? 0,
    at: read.Timestamp ?? now,
    seconds: read.CallDuration ?? null,
    sipCode: read.SipResponseCode ?? null,
    errorCode: read.ErrorCode ?? null,
    problem: null,
    party: read.ParentCallSid ? (read.To ?? null) : null,
    joinedSid: null,
  };
}

const dialParams = z.object({
  CallSid: callSidSchema,
  CallStatus: z.enum(callStatuses),
  DialCallStatus: z.enum(callStatuses),
  DialCallSid: z.optional(callSidSchema),
  /** `false`: the leg that picked up never got through to the caller, for example because nobody pressed 1. */
  DialBridged: z.optional(z.enum(['true', 'false'])),
  DialCallDuration: z.optional(wholeNumber),
  DialSipResponseCode: z.optional(wholeNumber),
  ErrorCode: z.optional(wholeNumber),
});

/** From the `<Dial action>` request. Refuses malformed parameters with 400. */
export function readDialReport(params: Record<string, string>, now: number): CallReport {
  const read = readParams(dialParams, params);
  const wasPickedUp = outcomeOf(read.DialCallStatus, null) === 'completed';
  const wasAnswered = wasPickedUp && read.DialBridged !== 'false';
  // Twilio reports an own phone's voicemail as `completed`.
  const status = wasPickedUp && !wasAnswered ? 'no-answer' : read.DialCallStatus;
  // The parent leg has ended unanswered, so its party hung up first, although the dialled leg reports `no-answer`.
  const parentHungUp = status === 'no-answer' && outcomeOf(read.CallStatus, null) !== null;
  return {
    callSid: read.CallSid,
    legSid: read.CallSid,
    source: 'dial',
    status: parentHungUp ? 'canceled' : status,
    sequence: 0,
    at: now,
    seconds: wasPickedUp && !wasAnswered ? null : (read.DialCallDuration ?? null),
    sipCode: read.DialSipResponseCode ?? null,
    errorCode: read.ErrorCode ?? null,
    problem: null,
    party: null,
    joinedSid: wasAnswered ? (read.DialCallSid ?? null) : null,
  };
}

/** Our rules refused the call. */
export function refusalReport(callSid: string, problem: Problem, now: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'rules', status: 'failed', at: now, problem };
}

/** Twilio's REST API rejected a call that our rules allowed. */
export function creationFailedReport(callSid: string, problem: Problem, now: number): CallReport {
  return { ...refusalReport(callSid, problem, now), source: 'making' };
}

/** The state of a call's first leg, from another source than its status callback. */
export function legReport(callSid: string, status: CallStatus, at: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'leg', status, at };
}

/** The agent pressed 1 (`in-progress`), or ended the call in the extension (`canceled`). */
export function agentReport(callSid: string, status: 'in-progress' | 'canceled', now: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'agent', status, at: now };
}

/** A transfer begins: from now on legs of agents come and go, and the call ends with the customer's leg. */
export function transferReport(callSid: string, customerSid: string, now: number): CallReport {
  return { ...legReport(callSid, 'in-progress', now), legSid: customerSid, source: 'transfer' };
}

/** The own phone `party` picked up the leg `legSid` of the incoming call; who or what picked up is not known yet. */
export function pickedUpReport(callSid: string, legSid: string, party: string, now: number): CallReport {
  return { ...legReport(callSid, 'in-progress', now), legSid, party };
}

/** An agent answered the incoming call `callSid` on their own phone: the leg `legSid` to the number `party`. */
export function acceptedReport(callSid: string, legSid: string, party: string, now: number): CallReport {
  return { ...agentReport(callSid, 'in-progress', now), legSid, party };
}

const emptyReport = { sequence: 0, seconds: null, sipCode: null, errorCode: null, problem: null, party: null, joinedSid: null };

/**
 * When the leg of an `in-progress` report was answered. Twilio counts its own reports from 0, of which `in-progress` is never
 * the first; one without a number comes from REST, which tells only when the dialling began
 * (https://www.twilio.com/docs/voice/api/call-resource#call-properties). The leg's end and duration tell the answer exactly.
 */
export function answerTimeOf(report: CallReport, reports: readonly CallReport[]): number {
  if (report.sequence > 0 || report.source !== 'leg') return report.at;
  const end = reports.find(({ legSid, source, status }) => legSid === report.legSid && source === 'leg' && status === 'completed');
  return end?.seconds ? end.at - end.seconds * 1000 : report.at;
}

/** Validates the parameters of `schema`. Other parameters are ignored, because Twilio adds new ones at any time. */
export function readParams<Schema extends z.ZodMiniType>(schema: Schema, params: Record<string, string>): z.infer<Schema> {
  const present = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
  const read = z.safeParse(schema, present);
  if (read.success) return read.data;
  return refuse('request-refused', { because: `the parameter ${String(read.error.issues[0]?.path[0])} is missing or malformed` });
}
