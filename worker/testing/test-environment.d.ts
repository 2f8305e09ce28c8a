/** The worker's environment in tests. */
declare namespace Cloudflare {
  interface Env {
    DB: D1Database;
    PAIR_LIMITER: RateLimit;
    SIGN_IN_LIMITER: RateLimit;
    AGENT_HUBS: DurableObjectNamespace<import('../push/agent-hub.ts').AgentHub>;
    PROBE_BUDGET: DurableObjectNamespace<import('../push/probe-budget.ts').ProbeBudget>;
    /** Numbers, or empty: see fuzz.test.ts. */
    FUZZ_SEED: string;
    FUZZ_REQUESTS: string;
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
