/** What Cloudflare hands to the worker, and what a request carries through it. */
import type { AgentRecord } from '../agents/agent-store.ts';
import type { AgentHub } from '../push/agent-hub.ts';
import type { SettingTexts } from './setting-rules.ts';

export type Bindings = SettingTexts & {
  DB: D1Database;
  PAIR_LIMITER: RateLimit;
  /** One per agent, named by their identity. */
  AGENT_HUBS: DurableObjectNamespace<AgentHub>;
};

export type App = {
  Bindings: Bindings;
  Variables: {
    /** Whose session the request carries; set by `requireAgent`. */
    agent: AgentRecord;
    /** The form Twilio posted, its signature checked; set by `requireSignature`. */
    params: Record<string, string>;
  };
};
