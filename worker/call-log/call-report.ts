/** One thing that was reported about a call, and how it is read from Twilio's webhooks. */
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
   * Who says so: the leg's status callback, the end of `<Dial>`, our own rules when they refused the call, the making of
   * the call when it came to nothing, or an agent: `in-progress` when they pressed 1 on their own phone, `canceled` when
   * they ended the call in the extension.
   */
  source: 'leg' | 'dial' | 'rules' | 'making' | 'agent';
  status: CallStatus;
  /** Twilio numbers a leg's reports from 0. */
  sequence: number;
  /** Unix milliseconds. */
  at: number;
  /** How long the leg was connected, once it is over. */
  seconds: number | null;
  sipCode: number | null;
  errorCode: number | null;
  problem: Problem | null;
  /** Whom this leg rings: `client:` and an identity, or a number. */
  party: string | null;
  /** The leg that `<Dial>` joined with the caller. */
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

/** A leg's status callback. A child leg's report belongs to its parent's call. Refused with 400 when it does not fit. */
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
  DialCallDuration: z.optional(wholeNumber),
  DialSipResponseCode: z.optional(wholeNumber),
  ErrorCode: z.optional(wholeNumber),
});

/** What `<Dial action>` says once the dialled leg is over. Refused with 400 when it does not fit. */
export function readDialReport(params: Record<string, string>, now: number): CallReport {
  const read = readParams(dialParams, params);
  // The agent's own leg is over and nobody had answered: it was the agent who gave up, whatever the dialled leg is called.
  const gaveUp = read.DialCallStatus === 'no-answer' && outcomeOf(read.CallStatus, null) !== null;
  return {
    callSid: read.CallSid,
    legSid: read.CallSid,
    source: 'dial',
    status: gaveUp ? 'canceled' : read.DialCallStatus,
    sequence: 0,
    at: now,
    seconds: read.DialCallDuration ?? null,
    sipCode: read.DialSipResponseCode ?? null,
    errorCode: read.ErrorCode ?? null,
    problem: null,
    party: null,
    joinedSid: outcomeOf(read.DialCallStatus, null) === 'completed' ? (read.DialCallSid ?? null) : null,
  };
}

/** Our own word on a call that was not dialled. */
export function refusalReport(callSid: string, problem: Problem, now: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'rules', status: 'failed', at: now, problem };
}

/** The rules allowed the call, and it could not be made: Twilio did not take it. */
export function creationFailedReport(callSid: string, problem: Problem, now: number): CallReport {
  return { ...refusalReport(callSid, problem, now), source: 'making' };
}

/** What became known of a call's first leg in another way than its status callback. */
export function legReport(callSid: string, status: CallStatus, at: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'leg', status, at };
}

/** What the agent did: pressed 1 (`in-progress`), or ended the call in the extension (`canceled`). */
export function agentReport(callSid: string, status: 'in-progress' | 'canceled', now: number): CallReport {
  return { ...emptyReport, callSid, legSid: callSid, source: 'agent', status, at: now };
}

/** An agent took the call `callSid`, which came in, on their own phone: the leg `legSid` to the number `party`. */
export function acceptedReport(callSid: string, legSid: string, party: string, now: number): CallReport {
  return { ...agentReport(callSid, 'in-progress', now), legSid, party };
}

const emptyReport = { sequence: 0, seconds: null, sipCode: null, errorCode: null, problem: null, party: null, joinedSid: null };

/** The parameters `schema` knows; Twilio adds others at any time, so those are passed over. */
export function readParams<Schema extends z.ZodMiniType>(schema: Schema, params: Record<string, string>): z.infer<Schema> {
  const filled = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
  const read = z.safeParse(schema, filled);
  if (read.success) return read.data;
  return refuse('request-refused', { because: `the parameter ${String(read.error.issues[0]?.path[0])} is missing or malformed` });
}
