/** The bindings that Cloudflare passes to the worker, and the variables that guards add to a request. */
import type { Choices } from '../../shared/api.ts';
import type { Push } from '../../shared/push.ts';
import type { ProbeBudgetStub } from './probe-budget-stub.ts';
import type { SettingTexts } from './settings-schema.ts';

/** Whether an agent can take incoming calls now. */
export type AgentPresence = {
  availability: 'available' | 'away';
  /** Calls ring the agent's own phone when no browser answers. */
  ringOwnPhone: boolean;
  /** A probe call has reached one of the agent's browsers. */
  proven: boolean;
  /** The agent has a call in one of their browsers. */
  busy: boolean;
  /** End of the agent's last call, Unix milliseconds. */
  idleSince: number;
};

/** The methods of `AgentHub` that requests call. Structural: this folder lies below the one that has the class. */
export type AgentHubStub = {
  presence(): Promise<AgentPresence>;
  saveChoices(choices: Choices): Promise<void>;
  broadcast(message: Push): Promise<void>;
  /** Publishes the presence anew, because a leg on the own phone began or ended. @param endedAt Unix milliseconds; null for no end. */
  followTransfer(endedAt: number | null): Promise<void>;
  /** A ticket for one socket of the browser. */
  issueTicket(browser: string): Promise<string>;
  /** Closes the sockets of one browser, or all, because their sessions have ended. */
  closeBrowser(browser: string): Promise<void>;
  closeSockets(): Promise<void>;
  fetch(url: string, init?: RequestInit): Promise<Response>;
};

export type Bindings = SettingTexts & {
  DB: D1Database;
  PAIR_LIMITER: RateLimit;
  SIGN_IN_LIMITER: RateLimit;
  /** One object per agent, named by the agent's identity. */
  AGENT_HUBS: { getByName(identity: string): AgentHubStub };
  /** One object for the account, named `account`. */
  PROBE_BUDGET: { getByName(name: string): ProbeBudgetStub };
};

export type AgentRecord = {
  id: number;
  /** The agent's name at Twilio: letters, digits, underscore. */
  identity: string;
  name: string;
  /** E.164; null when the agent has none. */
  phone: string | null;
  /** Unix milliseconds; null until an admin removes the agent. */
  revokedAt: number | null;
};

export type App = {
  Bindings: Bindings;
  Variables: {
    /** The agent of the request's session, with identities of before; set by the guard of agents' routes. */
    agent: AgentRecord & { formerIdentities: string[]; seesTeam: boolean };
    /** Names the browser: the hash of its session; set by the same guard. */
    browser: string;
    /** The form of a signed webhook, set by `requireSignature`, or of the admin page, set by its guard. */
    params: Record<string, string>;
    /** Name of the admin; null for the holder of ADMIN_TOKEN. Set by the guards of admins' routes. */
    admin: string | null;
    /** Proves that a form is of the admin page; set by the guard of the page. */
    formToken: string;
  };
};
