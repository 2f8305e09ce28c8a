/** Selects the browsers and phones that an incoming call rings, by index: the cost does not grow with the number of agents. */
import { onOwnPhoneSince, ownPhoneCallExists } from '../call-log/own-phone-log.ts';
import { everyAgent } from '../http/ring-group.ts';

/** Twilio rings at most ten clients at once: https://www.twilio.com/docs/voice/twiml/client */
const maxRingingAtOnce = 10;

export type RingTargets = {
  /** Identities, the longest idle first. */
  browsers: string[];
  /** Other browsers can ring when these do not answer. */
  moreBrowsers: boolean;
  /** E.164 numbers of agents' own phones, the longest idle first. */
  phones: string[];
};

type Query = {
  /** Unix milliseconds. */
  now: number;
  /** Ring groups of the number that was called. None: every agent. */
  groups: readonly string[];
  /** Identities whose browsers have rung for this call, and numbers that have. */
  exclude?: readonly string[];
  limit?: number;
  /** Whether the rules allow this own phone. */
  mayRingPhone?: (phone: string) => boolean;
};

/** Read when the rules refuse one of the phones that come first: refused ones must keep no other from its turn. */
const maxPhones = 200;

type Found = { target: string; idleSince: number };

/**
 * The browsers and phones that ring next. Agents on a call ring only when no agent is free, whether or not the free ones
 * have rung: they hear a single soft beep. Their phones do not ring.
 */
export async function findRingTargets(
  db: D1Database,
  { now, groups, exclude = [], limit = maxRingingAtOnce, mayRingPhone = () => true }: Query,
): Promise<RingTargets> {
  const wanted = groups.length > 0 ? groups : [everyAgent];
  // The excluded ones are those with the longest idle time, so they come first again.
  const rows = limit + exclude.length + 1;
  const queries = [freeBrowsers(now), reachableBrowsers(now), ownPhones(now)];
  const statements = queries.flatMap((query) => statementsOf(db, query, wanted, rows));
  const results = await db.batch<Found>(statements);
  const resultOf = (query: number) => mergeByIdleTime(results.slice(query * wanted.length, (query + 1) * wanted.length));
  const [free, reachable, phones] = [resultOf(0), resultOf(1), resultOf(2)];
  const remaining = (targets: string[]) => targets.filter((target) => !exclude.includes(target));
  const next = remaining(phones);
  const allowed = next.every(mayRingPhone)
    ? next
    : remaining(mergeByIdleTime(await db.batch<Found>(statementsOf(db, ownPhones(now), wanted, maxPhones)))).filter(mayRingPhone);
  const browsers = remaining(free.length > 0 ? free : reachable);
  return { browsers: browsers.slice(0, limit), moreBrowsers: browsers.length > limit, phones: allowed.slice(0, limit) };
}

type PresenceQuery = { sql: string; values: number[] };

/** One statement for each group. */
function statementsOf(db: D1Database, { sql, values }: PresenceQuery, groups: readonly string[], rows: number): D1PreparedStatement[] {
  return groups.map((group) => db.prepare(sql).bind(group, rows, ...values));
}

/** By the index `presences_by_browser`. An agent who has just begun a call on their own phone may not be marked busy yet. */
const freeBrowsers = (now: number) => ({
  sql: `SELECT identity AS target, idle_since AS idleSince FROM presences
    WHERE ring_group = ?1 AND rings_browser = 1 AND busy = 0 AND expires_at > ?3 AND NOT ${ownPhoneCallExists('presences.identity', '?4')}
    ORDER BY idle_since LIMIT ?2`,
  values: [now, onOwnPhoneSince(now)],
});

/** By the same index. */
const reachableBrowsers = (now: number) => ({
  sql: `SELECT identity AS target, idle_since AS idleSince FROM presences
    WHERE ring_group = ?1 AND rings_browser = 1 AND expires_at > ?3 ORDER BY busy, idle_since LIMIT ?2`,
  values: [now],
});

/** By the index `presences_by_phone`, which CROSS JOIN makes SQLite read first. */
const ownPhones = (now: number) => ({
  sql: `SELECT agents.phone AS target, idle_since AS idleSince
    FROM presences CROSS JOIN agents ON agents.identity = presences.identity
    WHERE ring_group = ?1 AND rings_phone = 1 AND busy = 0 AND agents.phone IS NOT NULL
      AND NOT ${ownPhoneCallExists('presences.identity', '?3')}
    ORDER BY idle_since LIMIT ?2`,
  values: [onOwnPhoneSince(now)],
});

/** Targets of all groups, each once. */
function mergeByIdleTime(groups: readonly { results: Found[] }[]): string[] {
  const found = groups.flatMap(({ results }) => results).toSorted((one, other) => one.idleSince - other.idleSince);
  return [...new Set(found.map(({ target }) => target))];
}
