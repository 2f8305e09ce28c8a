/** What the tests find in the worker's environment. */
declare namespace Cloudflare {
  interface Env {
    DB: D1Database;
    PAIR_LIMITER: RateLimit;
    LINES: DurableObjectNamespace<import('../push/agent-hub.ts').Line>;
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
