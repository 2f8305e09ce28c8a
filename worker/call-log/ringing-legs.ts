/** The legs of a call that ring, from the reports about them. */

/** Sids of the legs that `<Dial>` rings, or of those of browsers only, and that no report says to be answered or ended. */
export async function findRingingLegs(db: D1Database, callSid: string, which: 'all' | 'browsers'): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT leg_sid AS sid FROM call_reports WHERE call_sid = ?1 AND leg_sid != ?1 AND (?2 = 'all' OR party LIKE 'client:%')
      GROUP BY leg_sid HAVING max(status NOT IN ('queued', 'initiated', 'ringing')) = 0`,
    )
    .bind(callSid, which)
    .all<{ sid: string }>();
  return results.map(({ sid }) => sid);
}
