/** A call in the database, and its form in the API. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Direction, Mode } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Problem } from '../../shared/problem.ts';
import { readRecordings, recordingsOf } from './call-recordings.ts';

/** What is known of a call at its start. */
export type StartedCall = {
  /** CallSid of the first leg. */
  sid: string;
  clientCallId: string | null;
  direction: Direction;
  mode: Mode;
  /** Identity of the agent; null when unknown. */
  agent: string | null;
  from: string;
  to: string;
  pageUrl: string | null;
  /** Unix milliseconds. */
  startedAt: number;
  /** The caller of an incoming call. */
  caller?: Caller;
  /** Name of the callee, from the page. */
  name?: string | null;
};

export type CallRecord = Omit<StartedCall, 'caller' | 'name'> & {
  name: string | null;
  /** JSON. */
  caller: string | null;
  phase: LoggedCall['phase'];
  ringingAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  outcome: LoggedCall['outcome'];
  /** JSON. */
  problem: string | null;
  talkSeconds: number;
  reports: number;
  agentName: string | null;
  /** JSON. */
  voicemail: string | null;
  /** JSON. */
  transfer: string | null;
  /** JSON. */
  recordings: string;
  /** 0 for a call that has ended. */
  actions: number;
  note: string | null;
  noteOutcome: string | null;
  callBackAt: number | null;
  /** 1 while the caller is asked for a voicemail. */
  leavesMessage: number;
};

/** Bit of `to_voicemail`, set with the greeting. The bit 1 is set when an agent sends the call to voicemail. */
export const messageBegan = 2;

/** SQL: stages of a transfer that the end of the call ends, also where its callback was lost. */
const openStages = "'ringing', 'returning', 'asking', 'talking', 'merged'";

/** The columns of `calls` that make a `CallRecord`. */
export const callColumns = `sid, client_call_id AS clientCallId, direction, mode, agent, from_number AS "from", to_number AS "to", page_url AS pageUrl,
  started_at AS startedAt, phase, ringing_at AS ringingAt, answered_at AS answeredAt, ended_at AS endedAt, outcome, problem,
  talk_seconds AS talkSeconds, reports_folded AS reports, name, caller, note, note_outcome AS noteOutcome, call_back_at AS callBackAt,
  to_voicemail & ${messageBegan} AND phase = 'ringing' AS leavesMessage,
  coalesce(
    (SELECT name FROM agents WHERE identity = calls.agent),
    (SELECT name FROM former_identities AS former JOIN agents ON agents.id = former.agent_id WHERE former.identity = calls.agent)
  ) AS agentName,
  (SELECT json_object('id', recording_sid, 'seconds', seconds) FROM voicemails WHERE call_sid = calls.sid LIMIT 1) AS voicemail,
  (SELECT json_object('id', call_transfers.id, 'stage', iif(calls.phase = 'ended' AND stage IN (${openStages}), 'cancelled', stage), 'from', from_agent,
    'to', coalesce((SELECT name FROM agents WHERE identity = to_agent), target))
    FROM call_transfers WHERE call_sid = calls.sid AND stage != 'failed' ORDER BY call_transfers.id DESC LIMIT 1) AS transfer,
  ${recordingsOf('calls.sid', 'calls.phase')} AS recordings,
  iif(phase = 'ended', 0, (SELECT count(*) FROM call_actions WHERE call_sid = calls.sid)) AS actions`;

/** SQL: the number of the agent's next outgoing call, see migration 0004. */
export const nextAttempt = (agent: string) =>
  `(SELECT iif(${agent} IS NULL, NULL, coalesce(max(attempt), 0) + 1) FROM
    (SELECT attempt FROM calls WHERE agent = ${agent} AND attempt IS NOT NULL ORDER BY started_at DESC, attempt DESC LIMIT 1))`;

export function toLoggedCall({
  sid,
  problem,
  startedAt,
  ringingAt,
  answeredAt,
  endedAt,
  caller,
  voicemail,
  transfer,
  recordings,
  actions,
  note,
  noteOutcome,
  callBackAt,
  agentName,
  leavesMessage,
  ...row
}: CallRecord): LoggedCall {
  const recorded = readRecordings(recordings);
  const hasNote = note !== null || noteOutcome !== null || callBackAt !== null;
  return {
    id: sid,
    ...row,
    answeredBy: row.direction === 'incoming' ? agentName : null,
    ...(agentName === null ? {} : { agentName }),
    problem: problem === null ? null : (JSON.parse(problem) as Problem),
    caller: caller === null ? null : (JSON.parse(caller) as Caller),
    voicemail: voicemail === null ? null : (JSON.parse(voicemail) as LoggedCall['voicemail']),
    transfer: transfer === null ? null : (JSON.parse(transfer) as LoggedCall['transfer']),
    ...(recorded ? { recordings: recorded } : {}),
    ...(actions > 0 ? { actions } : {}),
    startedAt: isoTime(startedAt),
    ringingAt: ringingAt === null ? null : isoTime(ringingAt),
    answeredAt: answeredAt === null ? null : isoTime(answeredAt),
    endedAt: endedAt === null ? null : isoTime(endedAt),
    ...(leavesMessage === 1 ? { leavesMessage: true } : {}),
    ...(hasNote ? { note: { note: note ?? '', outcome: noteOutcome, callBackAt: callBackAt === null ? null : isoTime(callBackAt) } } : {}),
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
