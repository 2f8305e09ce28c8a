/** Records every row that changes, by triggers in the database: it sees the writes of Durable Objects too. */

export type RowChange = {
  table: string;
  /** How a request names the row: by the CallSid of a call, by the name of an agent. */
  key: string | null;
  /** Identity of the agent whose row it is; `incoming` for a call that no agent has answered. */
  owner: string | null;
};

const agentOf = (row: string) => `(SELECT identity FROM agents WHERE id = ${row}.agent_id)`;
const nameOf = (row: string) => `(SELECT name FROM agents WHERE id = ${row}.agent_id)`;
const agentOfCall = (row: string) => `(SELECT coalesce(agent, direction) FROM calls WHERE sid = ${row}.call_sid)`;
const ofAgent = { key: nameOf, owner: agentOf };
const ofCall = { key: (row: string) => `${row}.call_sid`, owner: agentOfCall };

const ofHolder = {
  key: (row: string) => `(SELECT name FROM agents WHERE identity = ${row}.agent)`,
  owner: (row: string) => `nullif(${row}.agent, '')`,
};

/** SQL expressions over `OLD` or `NEW`. */
const tables: Record<string, { key: (row: string) => string; owner: (row: string) => string }> = {
  agents: { key: (row) => `${row}.name`, owner: (row) => `${row}.identity` },
  sessions: ofAgent,
  pairing_codes: ofAgent,
  former_identities: ofAgent,
  phone_codes: ofAgent,
  presences: { key: (row) => `(SELECT name FROM agents WHERE identity = ${row}.identity)`, owner: (row) => `${row}.identity` },
  calls: { key: (row) => `${row}.sid`, owner: (row) => `coalesce(${row}.agent, ${row}.direction)` },
  call_contexts: { key: (row) => `${row}.call_id`, owner: (row) => `${row}.agent` },
  call_reports: ofCall,
  voicemails: ofCall,
  call_conferences: ofCall,
  call_transfers: ofCall,
  call_recordings: ofCall,
  call_actions: ofCall,
  doctor_round_trips: { key: (row) => `${row}.nonce`, owner: () => 'NULL' },
  call_pace: ofHolder,
  outgoing_stops: ofHolder,
  admins: { key: (row) => `${row}.name`, owner: () => 'NULL' },
  admin_sessions: { key: () => 'NULL', owner: () => 'NULL' },
  admin_actions: { key: (row) => `${row}.subject`, owner: () => 'NULL' },
  asked_countries: { key: (row) => `${row}.country`, owner: () => 'NULL' },
  changed_limits: { key: (row) => `${row}.name`, owner: () => 'NULL' },
  call_prices: { key: (row) => `${row}.country`, owner: () => 'NULL' },
  call_sums: {
    key: (row) => `(SELECT name FROM agents WHERE identity = ${row}.agent)`,
    owner: (row) => `coalesce(nullif(${row}.agent, ''), 'incoming')`,
  },
  recording_plays: { key: (row) => `${row}.call_sid`, owner: (row) => `${row}.agent` },
  talk_time: ofHolder,
};

/** Tables that hold no row of a person's. */
const ignored = ['recorded_changes', 'd1_migrations', 'sqlite_sequence'];
/** The index of the log, and the tables in which FTS5 keeps it: written by triggers on the watched tables alone. */
const searchIndex = /^calls_search(_\w+)?$/;

/** @throws {Error} for a table that is missing above: a new table must not go unwatched. */
export async function recordRowChanges(db: D1Database): Promise<void> {
  await db.prepare('CREATE TABLE recorded_changes (table_name TEXT, key TEXT, owner TEXT)').run();
  const { results } = await db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all<{ name: string }>();
  const unknown = results
    .map(({ name }) => name)
    .filter((name) => !(name in tables) && !ignored.includes(name) && !searchIndex.test(name) && !name.startsWith('_cf_'));
  if (unknown.length > 0) throw new Error(`row-changes.ts does not know the table ${unknown.join(', ')}`);
  await db.batch(
    Object.keys(tables).flatMap((table) => ['INSERT', 'UPDATE', 'DELETE'].map((event) => db.prepare(triggerOf(table, event)))),
  );
}

function triggerOf(table: string, event: string): string {
  const { key, owner } = tables[table]!;
  const insert = (row: string) => `INSERT INTO recorded_changes VALUES ('${table}', ${key(row)}, ${owner(row)});`;
  const rows = [...(event === 'INSERT' ? [] : ['OLD']), ...(event === 'DELETE' ? [] : ['NEW'])];
  return `CREATE TRIGGER record_${table}_${event} AFTER ${event} ON ${table} BEGIN ${rows.map(insert).join(' ')} END`;
}

/** The changes since the last time. */
export async function takeRowChanges(db: D1Database): Promise<RowChange[]> {
  const { results } = await db.prepare('DELETE FROM recorded_changes RETURNING table_name AS "table", key, owner').all<RowChange>();
  return results;
}
