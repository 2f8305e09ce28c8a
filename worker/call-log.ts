/** The call log in the database: reports come in, rows are what they fold to. The only SQL on calls. */
import type { LoggedCall } from '../shared/api.ts';
import type { Direction, Mode } from '../shared/call.ts';
import type { Caller } from '../shared/caller.ts';
import type { Problem } from '../shared/problem.ts';
import type { CallReport } from './call-report.ts';
import { foldIncoming } from './fold-incoming.ts';
import { foldReports } from './fold-reports.ts';

/** How a call began. */
export type StartedCall = {
  /** CallSid of the first leg. */
  sid: string;
  clientCallId: string | null;
  direction: Direction;
  mode: Mode;
  /** The agent's identity; null when Twilio named somebody we do not know. */
  agent: string | null;
  from: string;
  to: string;
  pageUrl: string | null;
  /** Unix milliseconds. */
  startedAt: number;
  /** Who calls, for a call that comes in. */
  caller?: Caller;
  /** Who is called, where the page tells. */
  name?: string | null;
};

type CallRow = Omit<StartedCall, 'caller' | 'name'> & {
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
  answeredBy: string | null;
  /** JSON. */
  voicemail: string | null;
};
type ReportRow = Omit<CallReport, 'problem'> & { problem: string | null };

const columns = `sid, client_call_id AS clientCallId, direction, mode, agent, from_number AS "from", to_number AS "to", page_url AS pageUrl,
  started_at AS startedAt, phase, ringing_at AS ringingAt, answered_at AS answeredAt, ended_at AS endedAt, outcome, problem,
  talk_seconds AS talkSeconds, reports_folded AS reports, name, caller,
  (SELECT name FROM agents WHERE direction = 'incoming' AND identity = calls.agent) AS answeredBy,
  (SELECT json_object('id', recording_sid, 'seconds', seconds) FROM voicemails WHERE call_sid = calls.sid LIMIT 1) AS voicemail`;

/**
 * Writes down that a call began; one that is in the log already stays as it is.
 * @returns whether it is new.
 */
export async function startCall(db: D1Database, call: StartedCall): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT OR IGNORE INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, page_url, started_at, name, caller, phase)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
 * Keeps a report, once, and brings the call's row up to date. A report on a call not in the log is kept for when it is.
 * @returns the row as it is now; null when this report did not make it so.
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
    db.prepare(`SELECT ${columns} FROM calls WHERE sid = ?`).bind(callSid),
    db
      .prepare(
        `SELECT call_sid AS callSid, leg_sid AS legSid, source, status, sequence, at, seconds, sip_code AS sipCode, error_code AS errorCode, problem,
          party, joined_sid AS joinedSid FROM call_reports WHERE call_sid = ?`,
      )
      .bind(callSid),
  ]);
  const row = calls?.results[0] as CallRow | undefined;
  return row ? writeFolded(db, row, ((reports?.results ?? []) as ReportRow[]).map(reportOf)) : null;
}

async function writeFolded(db: D1Database, row: CallRow, reports: CallReport[]): Promise<LoggedCall | null> {
  const { sid, clientCallId, direction, mode, from, to, startedAt } = row;
  const start = { id: clientCallId ?? sid, sid, direction, mode, number: direction === 'incoming' ? from : to, startedAt };
  const folded = direction === 'incoming' ? foldIncoming(start, reports) : { ...foldReports(start, reports), takenBy: null };
  const { phase } = folded.call;
  const ended = phase.is === 'ended' ? phase : null;
  const answeredAt = phase.is === 'connected' ? phase.since : (ended?.connectedAt ?? null);
  const talkSeconds = ended?.connectedAt === undefined ? 0 : Math.round((ended.at - ended.connectedAt) / 1000);
  const problem = ended?.problem ? JSON.stringify(ended.problem) : null;
  // Reports are only ever added, so of two writers at the same time the one that saw more of them is right.
  const written = await db
    .prepare(
      `UPDATE calls SET phase = ?, ringing_at = ?, answered_at = ?, ended_at = ?, outcome = ?, problem = ?, talk_seconds = ?, reports_folded = ?8,
        agent = COALESCE((SELECT identity FROM agents WHERE 'client:' || identity = ?10 OR phone = ?10 LIMIT 1), agent),
        mode = CASE WHEN ?10 LIKE '+%' THEN 'phone' ELSE mode END
      WHERE sid = ?9 AND reports_folded <= ?8 RETURNING ${columns}`,
    )
    .bind(
      phase.is,
      folded.ringingAt,
      answeredAt,
      ended?.at ?? null,
      ended?.outcome ?? null,
      problem,
      talkSeconds,
      reports.length,
      sid,
      folded.takenBy,
    )
    .first<CallRow>();
  // Ten browsers that ring make forty reports, and hardly any of them is news.
  const isNews = written && (direction === 'outgoing' || written.phase !== row.phase || written.agent !== row.agent);
  return isNews ? loggedCall(written) : null;
}

function reportOf(row: ReportRow): CallReport {
  return { ...row, problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem) };
}

/** Why our rules refused this call; null when they did not. */
export async function refusalOf(db: D1Database, sid: string): Promise<Problem | null> {
  const row = await db
    .prepare("SELECT problem FROM call_reports WHERE leg_sid = ? AND source = 'rules'")
    .bind(sid)
    .first<{ problem: string }>();
  return row ? (JSON.parse(row.problem) as Problem) : null;
}

/** How many calls an agent tried to start after each of `since` (Unix ms); those refused for being too many do not count. */
export async function countAttempts(
  db: D1Database,
  agent: string,
  since: { minute: number; day: number },
): Promise<{ minute: number; day: number }> {
  const counted = await db
    .prepare(
      `SELECT count(*) AS day, count(CASE WHEN started_at > ? THEN 1 END) AS minute FROM calls
      WHERE agent = ? AND started_at > ? AND direction = 'outgoing' AND json_extract(problem, '$.code') IS NOT 'too-many-calls'`,
    )
    .bind(since.minute, agent, since.day)
    .first<{ minute: number; day: number }>();
  return counted ?? { minute: 0, day: 0 };
}

/** Where a page of the log begins: below the call that began at `startedAt` and has this `sid`. */
export type Place = { startedAt: number; sid: string };

/** What an agent's log holds: their own calls, and those that came in and that nobody took. */
const inLogOf = `(agent = ?1 OR (direction = 'incoming' AND agent IS NULL))`;

/** The newest calls of the agent's log below `place`, at most `limit`. */
export async function callsOf(db: D1Database, agent: string, limit: number, place: Place | null): Promise<LoggedCall[]> {
  const below = place ? 'AND (started_at, sid) < (?3, ?4)' : '';
  const { results } = await db
    .prepare(`SELECT ${columns} FROM calls WHERE ${inLogOf} ${below} ORDER BY started_at DESC, sid DESC LIMIT ?2`)
    .bind(agent, limit, ...(place ? [place.startedAt, place.sid] : []))
    .all<CallRow>();
  return results.map(loggedCall);
}

/** The name under which `number` (E.164) was last called. */
export async function nameOf(db: D1Database, number: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT name FROM calls WHERE to_number = ? AND name IS NOT NULL ORDER BY started_at DESC LIMIT 1')
    .bind(number)
    .first<{ name: string }>();
  return row?.name ?? null;
}

/** How long after its end a call is still told to a browser that comes back. */
const freshForMs = 10 * 60_000;
/** A call that was on so long ago was never ended by anybody: it is not news. */
const oldestLiveMs = 24 * 60 * 60_000;

/** The agent's calls that are on, and those that ended in the last minutes; newest first, at most 20. */
export async function standingCallsOf(db: D1Database, agent: string, now: number): Promise<LoggedCall[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM calls WHERE ${inLogOf} AND started_at > ?2 AND (ended_at IS NULL OR ended_at > ?3)
      ORDER BY started_at DESC, sid DESC LIMIT 20`,
    )
    .bind(agent, now - oldestLiveMs, now - freshForMs)
    .all<CallRow>();
  return results.map(loggedCall);
}

/**
 * One call of the agent, or one that came in: those are everybody's. Null when there is none, or it is somebody else's.
 * @param id Twilio's CallSid, or the extension's own id: a browser whose call failed early never learns its CallSid.
 */
export async function callOf(db: D1Database, agent: string, id: string): Promise<LoggedCall | null> {
  const row = await db
    .prepare(`SELECT ${columns} FROM calls WHERE (agent = ?1 OR direction = 'incoming') AND (sid = ?2 OR client_call_id = ?2)`)
    .bind(agent, id)
    .first<CallRow>();
  return row && loggedCall(row);
}

/** A call by its CallSid, whoever's it is. */
export async function callBySid(db: D1Database, sid: string): Promise<LoggedCall | null> {
  const row = await db.prepare(`SELECT ${columns} FROM calls WHERE sid = ?`).bind(sid).first<CallRow>();
  return row && loggedCall(row);
}

function loggedCall({ sid, problem, startedAt, ringingAt, answeredAt, endedAt, caller, voicemail, ...row }: CallRow): LoggedCall {
  return {
    id: sid,
    ...row,
    problem: problem === null ? null : (JSON.parse(problem) as Problem),
    caller: caller === null ? null : (JSON.parse(caller) as Caller),
    voicemail: voicemail === null ? null : (JSON.parse(voicemail) as LoggedCall['voicemail']),
    startedAt: isoTime(startedAt),
    ringingAt: ringingAt === null ? null : isoTime(ringingAt),
    answeredAt: answeredAt === null ? null : isoTime(answeredAt),
    endedAt: endedAt === null ? null : isoTime(endedAt),
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
