/** Writes the call log: stores reports, and derives each call's row from all of its reports. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { CallReport } from './call-report.ts';
import { type CallRecord, callColumns, nextAttempt, toLoggedCall, type StartedCall } from './call-record.ts';
import { deriveIncomingCall } from './derive-incoming-call.ts';
import { deriveOutgoingCall } from './derive-outgoing-call.ts';
import { countShortCall, isShort } from './call-pace.ts';
import { countTalkTime, estimatedCost } from './talk-time.ts';

type ReportRecord = Omit<CallReport, 'problem'> & { problem: string | null };

/**
 * Logs a new call; a call that is in the log already stays unchanged.
 * @returns whether the call is new.
 */
export async function startCall(db: D1Database, call: StartedCall): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT OR IGNORE INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, page_url, started_at, name, caller, phase,
        attempt)
      VALUES (?, ?, ?, ?, ?5, ?, ?, ?, ?, ?, ?, ?, ${call.direction === 'outgoing' ? nextAttempt('?5') : 'NULL'})`,
    )
    .bind(
      call.sid,
      call.clientCallId,
      call.direction,
      call.mode,
      call.agent,
      call.from,
      call.to,
      call.pageUrl,
      call.startedAt,
      call.name ?? null,
      call.caller ? JSON.stringify(call.caller) : null,
      call.direction === 'incoming' ? 'ringing' : 'dialling',
    )
    .run();
  return meta.changes > 0;
}

/**
 * Stores a report (repetitions are ignored) and updates the call. A report that is earlier than its call waits in the log.
 * @returns the updated call; null when the report changed nothing.
 */
export async function recordReport(db: D1Database, report: CallReport): Promise<LoggedCall | null> {
  const { callSid, legSid, source, status, sequence, at, seconds, sipCode, errorCode, problem, party, joinedSid } = report;
  const [, calls, reports] = await db.batch([
    db
      .prepare('INSERT OR IGNORE INTO call_reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .bind(
        callSid,
        legSid,
        source,
        status,
        sequence,
        at,
        seconds,
        sipCode,
        errorCode,
        problem && JSON.stringify(problem),
        party,
        joinedSid,
      ),
    db.prepare(`SELECT ${callColumns} FROM calls WHERE sid = ?`).bind(callSid),
    db
      .prepare(
        `SELECT call_sid AS callSid, leg_sid AS legSid, source, status, sequence, at, seconds, sip_code AS sipCode, error_code AS errorCode, problem,
          party, joined_sid AS joinedSid FROM call_reports WHERE call_sid = ?`,
      )
      .bind(callSid),
  ]);
  const row = calls?.results[0] as CallRecord | undefined;
  return row ? updateCall(db, row, ((reports?.results ?? []) as ReportRecord[]).map(toReport)) : null;
}

async function updateCall(db: D1Database, row: CallRecord, reports: CallReport[]): Promise<LoggedCall | null> {
  const { sid, clientCallId, direction, mode, from, to, startedAt } = row;
  const start = { id: clientCallId ?? sid, sid, direction, mode, number: direction === 'incoming' ? from : to, startedAt };
  const derived =
    direction === 'incoming' ? deriveIncomingCall(start, reports) : { ...deriveOutgoingCall(start, reports), answeringParty: null };
  const { phase } = derived.call;
  const ended = phase.is === 'ended' ? phase : null;
  const answeredAt = phase.is === 'connected' ? phase.since : (ended?.connectedAt ?? null);
  const talkSeconds = ended?.connectedAt === undefined ? 0 : Math.round((ended.at - ended.connectedAt) / 1000);
  const problem = ended?.problem ? JSON.stringify(ended.problem) : null;
  const { answeringParty } = derived;
  // Each column that is set rewrites its indexes, so that these are set only when they can change.
  const columns = [
    'phase = ?1, ringing_at = ?2, answered_at = ?3, ended_at = ?4, outcome = ?5, problem = ?6, talk_seconds = ?7, reports_folded = ?8',
    ...(answeringParty === null ? [] : [`agent = COALESCE((${agentOfParty(answeringParty)}), agent)`]),
    ...(answeringParty?.startsWith('+') ? ["mode = 'phone'"] : []),
    ...(ended?.problem && refusedByLimit.has(ended.problem.code) ? ['attempt = NULL'] : []),
    ...(direction === 'outgoing' ? [`cost = iif(is_priced, cost, ${estimatedCost('?7')})`] : []),
    ...(direction === 'outgoing' && talkSeconds > 0 ? [`price_due_at = iif(is_priced, NULL, ?4 + ${priceDelayMs})`] : []),
  ];
  const values = [
    phase.is,
    derived.ringingAt,
    answeredAt,
    ended?.at ?? null,
    ended?.outcome ?? null,
    problem,
    talkSeconds,
    reports.length,
    sid,
  ];
  // Reports are only added: of two concurrent writers, the one with more reports has the newer state.
  const update = db
    .prepare(`UPDATE calls SET ${columns.join(', ')} WHERE sid = ?9 AND reports_folded <= ?8 RETURNING ${callColumns}`)
    .bind(...values, ...(answeringParty === null ? [] : [answeringParty.replace(/^client:/, '')]));
  const talk = { answeredAt: ended ? null : answeredAt, seconds: talkSeconds, reports: reports.length };
  const isShortCall = direction === 'outgoing' && ended !== null && isShort(ended.outcome, talkSeconds);
  const results = await db.batch<CallRecord>([
    ...(direction === 'outgoing' ? [countTalkTime(db, sid, talk)] : []),
    ...(isShortCall ? [countShortCall(db, sid, { endedAt: ended.at, reports: reports.length })] : []),
    update,
  ]);
  const written = results.at(-1)?.results[0];
  // Ten ringing browsers send forty reports, of which few change the call.
  const isChange = written && (direction === 'outgoing' || written.phase !== row.phase || written.agent !== row.agent);
  return isChange ? toLoggedCall(written) : null;
}

/** Twilio knows the price of a call some minutes after its end. */
const priceDelayMs = 10 * 60_000;

/** Refusals that no limit counts as a call. */
const refusedByLimit: ReadonlySet<ProblemCode> = new Set([
  'too-many-calls',
  'too-many-live-calls',
  'agent-minutes-used-up',
  'team-minutes-used-up',
  'agent-spend-used-up',
  'team-spend-used-up',
  'agent-stopped',
  'calls-stopped',
]);

/** SQL: the identity of the agent whose browser or own phone is `?10`, the party without `client:`. */
function agentOfParty(party: string): string {
  if (party.startsWith('client:')) {
    return 'SELECT identity FROM agents WHERE identity = ?10 UNION ALL SELECT identity FROM former_identities WHERE identity = ?10';
  }
  // A removed agent may have had the same phone before.
  return 'SELECT identity FROM agents WHERE phone = ?10 ORDER BY revoked_at IS NOT NULL LIMIT 1';
}

function toReport(row: ReportRecord): CallReport {
  return { ...row, problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem) };
}
