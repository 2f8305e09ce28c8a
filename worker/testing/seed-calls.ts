/** Fills the log with made-up calls: the same load a minute for any number of calls, over a longer time. */

const agentCount = 300;
/** One of the five agents who make most calls. */
export const seededAgent = 'seed_0';
/** Took over one of fifty calls, and has no other. */
export const seededTaker = 'seed_5';
export const seededNumber = '+966550000007';
const secondsBetweenCalls = 10;
const openCalls = 400;

/** CallSid of the call that began before `newer` others. */
export const seededSid = (newer: number) => `CA${newer.toString(16).padStart(32, '0')}`;

/**
 * `count` calls until `now`, and their agents. Of ten calls one is a missed incoming call, one an answered one, and one
 * an outgoing one on the agent's own phone. One of fifty was taken over by a colleague. The newest calls are open.
 */
export async function seedCalls(db: D1Database, count: number, now: number): Promise<void> {
  await db
    .prepare(
      `${numbersBetween} INSERT INTO agents (identity, name, phone, created_at)
      SELECT 'seed_' || n, 'Seed ' || n, printf('+96656%07d', n), 0 FROM numbered`,
    )
    .bind(0, agentCount)
    .run();
  // Oldest first, as calls come: the search index writes a segment for each row that is older than the last one.
  for (let to = count; to > 0; to -= callsAtOnce) {
    const from = Math.max(0, to - callsAtOnce);
    // The index of the search takes the transfers with their calls.
    await db.prepare(insertTransfers).bind(from, to, now).run();
    await db.prepare(insertCalls).bind(from, to, now, count).run();
  }
}

/** More in one statement end the connection to a local D1. */
const callsAtOnce = 50_000;

/** SQL: the whole numbers from `?1` to below `?2`. */
const numbersBetween = 'WITH RECURSIVE numbered (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbered WHERE n + 1 < ?2)';

const insertTransfers = `${numbersBetween}
  INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, leg_sid, started_at, call_started_at)
  SELECT printf('CA%032x', n), '', '', 'seed_' || n / 10 % 5, '${seededTaker}', '${seededTaker}', 0, 'done', NULL,
    ?3 - n * ${secondsBetweenCalls * 1000}, ?3 - n * ${secondsBetweenCalls * 1000}
  FROM numbered WHERE n % 50 = 8 AND n >= ${openCalls} ORDER BY n DESC`;

const insertCalls = `${numbersBetween}, placed AS (
    SELECT n, n % 10 = 3 AS missed, n % 10 IN (3, 4) AS comes, n < ${openCalls} AS open, ?3 - n * ${secondsBetweenCalls * 1000} AS at,
      'seed_' || iif(n < ${openCalls}, n % ${agentCount}, n / 10 % 5) AS agent FROM numbered)
  INSERT INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, started_at, phase, ended_at, outcome, name, attempt)
  SELECT printf('CA%032x', n), printf('%08x-0000-4000-8000-000000000000', n), iif(comes, 'incoming', 'outgoing'),
    iif(n % 10 = 5, 'phone', 'browser'), iif(missed, NULL, agent), printf('+96650%07d', n % 1000), printf('+96655%07d', n % 1000),
    at, iif(open, 'ringing', 'ended'), iif(open, NULL, at + 60000), iif(open, NULL, 'completed'), iif(n % 10 = 7, 'Noura', NULL),
    iif(comes, NULL, ?4 - n)
  FROM placed ORDER BY n DESC`;
