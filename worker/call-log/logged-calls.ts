/** Reads the call log. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import { hasTakenOver, takenOverCalls } from './call-transfer.ts';
import { type CallRecord, callColumns, toLoggedCall } from './call-record.ts';

/** The Problem with which our rules refused the call, or null. */
export async function findRefusal(db: D1Database, sid: string): Promise<Problem | null> {
  const row = await db
    .prepare("SELECT problem FROM call_reports WHERE leg_sid = ? AND source = 'rules'")
    .bind(sid)
    .first<{ problem: string }>();
  return row ? (JSON.parse(row.problem) as Problem) : null;
}

/** SQL: the number of the agent's first attempt after a moment. */
const firstAttempt = (after: string) =>
  `(SELECT attempt FROM calls WHERE agent = ?1 AND attempt IS NOT NULL AND started_at > ${after} ORDER BY started_at, attempt LIMIT 1)`;

/** Outgoing calls of an agent since two moments (Unix ms), without those that a limit refused. */
export async function countAttempts(
  db: D1Database,
  agent: string,
  since: { minute: number; day: number },
): Promise<{ minute: number; day: number }> {
  // Attempts are numbered, so that a difference of two numbers replaces a count of rows.
  const numbers = await db
    .prepare(
      `SELECT ${firstAttempt('?2')} AS minute, ${firstAttempt('?3')} AS day,
        (SELECT attempt FROM calls WHERE agent = ?1 AND attempt IS NOT NULL ORDER BY started_at DESC, attempt DESC LIMIT 1) AS last`,
    )
    .bind(agent, since.minute, since.day)
    .first<{ minute: number | null; day: number | null; last: number | null }>();
  const countFrom = (number: number | null | undefined) => (number ? (numbers?.last ?? 0) - number + 1 : 0);
  return { minute: countFrom(numbers?.minute), day: countFrom(numbers?.day) };
}

/** The last call of the page before. */
export type PageCursor = { startedAt: number; sid: string };

/**
 * SQL conditions of the two halves of an agent's log: the agent's own calls, and incoming calls that no agent has
 * answered. Each half is a range of an index; with an OR of both, SQLite reads and sorts all rows of both.
 */
const logHalves = ['agent = ?1', "direction = 'incoming' AND agent IS NULL"] as const;

/** The identity of an agent, and those that the agent had before. */
export type LogOwner = { identity: string; formerIdentities?: readonly string[] };

/** Calls of the agent's log after `cursor`, newest first. */
export async function findCallPage(
  db: D1Database,
  { identity, formerIdentities = [] }: LogOwner,
  limit: number,
  cursor: PageCursor | null,
): Promise<LoggedCall[]> {
  const after = cursor ? 'AND (started_at, sid) < (?3, ?4)' : '';
  const selectFrom = (halves: readonly string[]) =>
    `${halves.map((half) => `SELECT ${callColumns} FROM calls WHERE ${half} ${after}`).join(' UNION ALL ')} ORDER BY startedAt DESC, sid DESC LIMIT ?2`;
  const bound = (sql: string, agent: string) => db.prepare(sql).bind(agent, limit, ...(cursor ? [cursor.startedAt, cursor.sid] : []));
  const takenOver = takenOverCalls(cursor ? 'AND (call_started_at, call_sid) < (?3, ?4)' : '');
  const results = await db.batch<CallRecord>([
    bound(selectFrom(logHalves), identity),
    ...formerIdentities.map((former) => bound(selectFrom(logHalves.slice(0, 1)), former)),
    ...[identity, ...formerIdentities].map((taker) =>
      bound(`SELECT ${callColumns} FROM calls WHERE sid IN (${takenOver}) AND agent IS NOT ?1`, taker),
    ),
  ]);
  return newestOf(results, limit);
}

/** Each call once. */
function newestOf(results: readonly D1Result<CallRecord>[], limit: number): LoggedCall[] {
  const found = new Map(results.flatMap((result) => result.results).map((row) => [row.sid, row]));
  const newestFirst = [...found.values()].toSorted((one, other) => other.startedAt - one.startedAt || (other.sid < one.sid ? -1 : 1));
  return newestFirst.slice(0, limit).map(toLoggedCall);
}

/**
 * The name under which `number` (E.164) was last called, and the address of the page that gave the name; else those of its last
 * answered calls to us. Connected calls only: the name of a refused attempt is any page's word.
 */
export async function findLastName(db: D1Database, number: string): Promise<{ name: string; pageUrl: string | null } | null> {
  const called = await db
    .prepare(
      `SELECT name, page_url AS pageUrl FROM calls WHERE to_number = ? AND name IS NOT NULL AND answered_at IS NOT NULL
      ORDER BY started_at DESC LIMIT 1`,
    )
    .bind(number)
    .first<{ name: string; pageUrl: string | null }>();
  if (called) return called;
  const answered = await db
    .prepare(
      `SELECT json_extract(caller, '$.name') AS name, json_extract(caller, '$.nameFrom') AS host FROM
        (SELECT caller, answered_at FROM calls WHERE direction = 'incoming' AND from_number = ? ORDER BY started_at DESC LIMIT 2)
      WHERE answered_at IS NOT NULL AND host IS NOT NULL LIMIT 1`,
    )
    .bind(number)
    .first<{ name: string; host: string }>();
  return answered && { name: answered.name, pageUrl: `https://${answered.host}/` };
}

/** Whether more than `limit` calls of a caller came in since a moment (Unix ms), the present one included. */
export async function hasCalledOften(
  db: D1Database,
  { from, since, limit }: { from: string; since: number; limit: number },
): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT count(*) AS calls FROM
        (SELECT 1 FROM calls WHERE direction = 'incoming' AND from_number = ?1 AND started_at > ?2 LIMIT ?3)`,
    )
    .bind(from, since, limit + 1)
    .first<{ calls: number }>();
  return (row?.calls ?? 0) > limit;
}

/** Calls that ended within this time are sent to a reconnecting browser. */
const recentlyEndedMs = 10 * 60_000;
/** Older open calls have lost their end. */
const maxLiveMs = 24 * 60 * 60_000;

const maxStanding = 20;
const maxTakenOver = 10;

/** The agent's live calls and recently ended ones, also those taken over, newest first, at most 20. */
export async function findStandingCalls(db: D1Database, agent: string, now: number): Promise<LoggedCall[]> {
  const ends = [
    'ended_at IS NULL AND started_at > ?2 ORDER BY started_at DESC',
    'ended_at > ?3 AND started_at > ?2 ORDER BY ended_at DESC',
  ];
  const ranges = logHalves.flatMap((half) =>
    ends.map((end) => `SELECT * FROM (SELECT rowid, sid, started_at FROM calls WHERE ${half} AND ${end} LIMIT ${maxStanding})`),
  );
  const own = `rowid IN (SELECT rowid FROM (${ranges.join(' UNION ALL ')}) ORDER BY started_at DESC, sid DESC LIMIT ${maxStanding})`;
  const takenOver = `sid IN (${takenOverCalls('AND call_started_at > ?2', `${maxTakenOver}`)}) AND agent IS NOT ?1
    AND (ended_at IS NULL OR ended_at > ?3)`;
  const results = await db.batch<CallRecord>(
    [own, takenOver].map((condition) =>
      db.prepare(`SELECT ${callColumns} FROM calls WHERE ${condition}`).bind(agent, now - maxLiveMs, now - recentlyEndedMs),
    ),
  );
  return newestOf(results, maxStanding);
}

/**
 * A call that the agent may read: one they placed or answered, or any incoming call; every call where the admin lets them
 * see the team's. Null for every other call.
 * @param id Twilio's CallSid, or the extension's own id: a browser whose call failed early never learns its CallSid.
 */
export function findReadableCall(
  db: D1Database,
  { identity, seesTeam = false }: { identity: string; seesTeam?: boolean },
  id: string,
): Promise<LoggedCall | null> {
  return findCall(db, seesTeam ? '?1 IS NOT NULL' : `(${isAgentsCall} OR direction = 'incoming')`, identity, id);
}

/**
 * A call that the agent placed, answered or took over, and so may end. An incoming call that still rings is nobody's: Decline and
 * "send to voicemail" have their own routes.
 * @param id as for `findReadableCall`.
 */
export function findOwnCall(db: D1Database, agent: string, id: string): Promise<LoggedCall | null> {
  return findCall(db, isAgentsCall, agent, id);
}

/** SQL: a call of the agent `?1`, also under a former identity. `+` keeps the planner from an index of all the agent's calls. */
const isAgentsCall = `(+agent = ?1 OR +agent IN
  (SELECT former.identity FROM agents JOIN former_identities AS former ON former.agent_id = agents.id WHERE agents.identity = ?1)
  OR ${hasTakenOver('?1', 'calls.sid')})`;

/** @param permitted SQL condition on the agent, `?1`. */
async function findCall(db: D1Database, permitted: string, agent: string, id: string): Promise<LoggedCall | null> {
  const found = ['sid = ?2', 'client_call_id = ?2'].map((named) => `SELECT rowid FROM calls WHERE ${named}`);
  const row = await db
    .prepare(`SELECT ${callColumns} FROM calls WHERE rowid IN (${found.join(' UNION ')}) AND ${permitted}`)
    .bind(agent, id)
    .first<CallRecord>();
  return row && toLoggedCall(row);
}

/** A call of any agent. */
export async function callBySid(db: D1Database, sid: string): Promise<LoggedCall | null> {
  const row = await db.prepare(`SELECT ${callColumns} FROM calls WHERE sid = ?`).bind(sid).first<CallRecord>();
  return row && toLoggedCall(row);
}

export type OpenCall = { sid: string; startedAt: number };

/** A transferred call has up to three legs more to be asked for. */
const costOfTransferred = 3;

/**
 * Marks open calls as checked at `now`, and returns them: the least recently checked first, so that every open call has
 * its turn. A call that was neither started nor checked before `checkedBefore` (Unix ms) is left out.
 * @param limit calls; a transferred one counts as three.
 */
export async function claimOpenCalls(db: D1Database, checkedBefore: number, now: number, limit: number): Promise<OpenCall[]> {
  const { results } = await db
    .prepare(
      `SELECT sid, started_at AS startedAt, EXISTS (SELECT 1 FROM call_transfers WHERE call_sid = calls.sid) AS isTransferred
      FROM calls WHERE phase != 'ended' AND coalesce(checked_at, started_at) < ?1 ORDER BY coalesce(checked_at, started_at) LIMIT ?2`,
    )
    .bind(checkedBefore, limit)
    .all<OpenCall & { isTransferred: number }>();
  let cost = 0;
  const taken = results.filter(({ isTransferred }) => (cost += isTransferred === 1 ? costOfTransferred : 1) <= limit);
  await db
    .prepare('UPDATE calls SET checked_at = ?2 WHERE sid IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(taken.map(({ sid }) => sid)), now)
    .run();
  return taken.map(({ sid, startedAt }) => ({ sid, startedAt }));
}
