/** A database that counts the rows that its statements read, as D1 bills them. */

export type CountingDatabase = { db: D1Database; rowsRead: () => number };

/** Counts the rows of every statement run through `db`. */
export function countRowsRead(real: D1Database): CountingDatabase {
  let rows = 0;
  const count = (result: D1Result) => {
    rows += result.meta.rows_read;
    return result;
  };
  // Only a whole result carries `meta`, so that `first` runs as `all`.
  const counted = (statement: D1PreparedStatement) => ({
    statement,
    bind: (...values: unknown[]) => counted(statement.bind(...values)),
    all: async () => count(await statement.all()),
    run: async () => count(await statement.run()),
    first: async () => count(await statement.all()).results[0] ?? null,
  });
  const db = {
    prepare: (sql: string) => counted(real.prepare(sql)),
    batch: async (statements: ReturnType<typeof counted>[]) =>
      (await real.batch(statements.map(({ statement }) => statement))).map((result) => count(result)),
  };
  return { db: db as unknown as D1Database, rowsRead: () => rows };
}
