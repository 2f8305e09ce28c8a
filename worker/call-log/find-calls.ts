/** Finds calls of the whole log by filters. */
import type { LoggedCall } from '../../shared/api.ts';
import { type CallRecord, callColumns, toLoggedCall } from './call-record.ts';
import type { PageCursor } from './logged-calls.ts';
import { type SearchedFacets, searchQuery } from './search-query.ts';

/** Times are Unix milliseconds; `from` is inclusive, `to` is not. */
export type CallSearch = SearchedFacets & { from?: number | undefined; to?: number | undefined };

const lastMoment = 8.64e15;
/** D1 binds a number as a float, which FTS5 takes for no bound of its rowid. */
const positionOf = (parameter: string) => `CAST(${parameter} AS INTEGER) * 1000`;

/** Calls after `cursor`, newest first. */
export async function findCalls(
  db: D1Database,
  { from = 0, to = lastMoment, ...facets }: CallSearch,
  limit: number,
  cursor: PageCursor | null,
): Promise<LoggedCall[]> {
  const query = searchQuery(facets);
  // A call of the cursor that was deleted meanwhile leaves its moment.
  const end = cursor
    ? `min(${positionOf('?2')}, coalesce((SELECT position FROM calls WHERE sid = ?5), ${positionOf('?4')}))`
    : positionOf('?2');
  const range = (column: string) => `${column} >= ${positionOf('?1')} AND ${column} < ${end} ORDER BY ${column} DESC LIMIT ?3`;
  const matching = `position IN (SELECT rowid FROM calls_search WHERE calls_search MATCH ?${cursor ? 6 : 4} AND ${range('rowid')})`;
  const { results } = await db
    .prepare(`SELECT ${callColumns} FROM calls WHERE ${query === null ? range('position') : `${matching} ORDER BY position DESC`}`)
    .bind(from, Math.min(to, lastMoment), limit, ...(cursor ? [cursor.startedAt, cursor.sid] : []), ...(query === null ? [] : [query]))
    .all<CallRecord>();
  return results.map(toLoggedCall);
}

/** The id of the agent who has the identity, or had it before; null for an unknown one. */
export async function findAgentId(db: D1Database, identity: string): Promise<number | null> {
  return db
    .prepare(`SELECT id FROM agents WHERE identity = ?1 UNION ALL SELECT agent_id FROM former_identities WHERE identity = ?1 LIMIT 1`)
    .bind(identity)
    .first<number>('id');
}
