/** Bindings that count the requests of one invocation: to the database, and to Durable Objects by method. */
import { env } from 'cloudflare:workers';
import type { AgentHubStub } from '../http/bindings.ts';

export type Counts = {
  /** SQL statements; those of a batch count one each. */
  queries: number;
  rowsRead: number;
  rowsWritten: number;
  /** Calls of Durable Objects, by the name of the method. */
  hubCalls: Record<string, number>;
};

type CountedStatement = {
  real: D1PreparedStatement;
  bind: (...values: unknown[]) => CountedStatement;
  all: () => Promise<D1Result>;
  run: () => Promise<D1Result>;
  first: () => Promise<unknown>;
};

export function countingBindings(): { bindings: { DB: D1Database; AGENT_HUBS: typeof env.AGENT_HUBS }; counts: Counts } {
  const counts: Counts = { queries: 0, rowsRead: 0, rowsWritten: 0, hubCalls: {} };
  const count = (result: D1Result) => {
    counts.queries += 1;
    counts.rowsRead += result.meta.rows_read;
    counts.rowsWritten += result.meta.rows_written;
    return result;
  };
  // Only a whole result carries `meta`, so that `first` runs as `all`.
  const counted = (real: D1PreparedStatement): CountedStatement => ({
    real,
    bind: (...values) => counted(real.bind(...values)),
    all: async () => count(await real.all()),
    run: async () => count(await real.run()),
    first: async () => count(await real.all()).results[0] ?? null,
  });
  const DB = {
    prepare: (sql: string) => counted(env.DB.prepare(sql)),
    batch: async (statements: CountedStatement[]) =>
      (await env.DB.batch(statements.map(({ real }) => real))).map((result) => count(result)),
  };
  const countCall = (method: keyof AgentHubStub) => {
    counts.hubCalls[method] = (counts.hubCalls[method] ?? 0) + 1;
  };
  const getByName = (identity: string) => {
    const stub = env.AGENT_HUBS.getByName(identity);
    return {
      presence: () => (countCall('presence'), stub.presence()),
      broadcast: (message: Parameters<AgentHubStub['broadcast']>[0]) => (countCall('broadcast'), stub.broadcast(message)),
    };
  };
  return { bindings: { DB, AGENT_HUBS: { getByName } } as unknown as ReturnType<typeof countingBindings>['bindings'], counts };
}
