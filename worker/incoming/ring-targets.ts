/** Selects the browsers and phones that an incoming call rings. */
import { activeAgents } from '../agents/agent-store.ts';
import { agentsOnOwnPhone } from '../call-log/own-phone-log.ts';
import type { AgentPresence, AgentRecord, Bindings } from '../http/bindings.ts';

export type RingCandidate = AgentRecord & AgentPresence;

/** Twilio rings at most ten clients at once: https://www.twilio.com/docs/voice/twiml/client */
const maxRingingAtOnce = 10;

/** Every active agent with their presence. An agent whose Durable Object does not answer is left out. */
export async function findRingCandidates({ DB, AGENT_HUBS }: Pick<Bindings, 'DB' | 'AGENT_HUBS'>): Promise<RingCandidate[]> {
  const [agents, onOwnPhone] = await Promise.all([activeAgents(DB), agentsOnOwnPhone(DB, Date.now())]);
  const candidates = await Promise.all(
    agents.map(async (agent) => {
      const presence = await AGENT_HUBS.getByName(agent.identity)
        .presence()
        .catch(() => null);
      return presence ? { ...agent, ...presence, busy: presence.busy || onOwnPhone.has(agent.identity) } : null;
    }),
  );
  return candidates.filter((candidate) => candidate !== null);
}

/**
 * Identities of the agents whose browsers ring: all free agents, the longest idle first. When no agent is free, the busy
 * ones: they hear a single soft beep.
 */
export function browsersToRing(all: readonly RingCandidate[]): string[] {
  const reachable = all.filter(({ proven, availability }) => proven && availability === 'available');
  const free = reachable.filter(({ busy }) => !busy);
  return (free.length > 0 ? free : reachable)
    .toSorted(byIdleTime)
    .slice(0, maxRingingAtOnce)
    .map(({ identity }) => identity);
}

/** Phones of the available, free agents who chose to be rung there, without the phones `tried`. */
export function phonesToRing(all: readonly RingCandidate[], tried: ReadonlySet<string> = new Set()): string[] {
  return all
    .filter(({ ringOwnPhone, availability, busy }) => ringOwnPhone && availability === 'available' && !busy)
    .toSorted(byIdleTime)
    .flatMap(({ phone }) => (phone === null || tried.has(phone) ? [] : phone))
    .slice(0, maxRingingAtOnce);
}

function byIdleTime(one: RingCandidate, other: RingCandidate): number {
  return one.idleSince - other.idleSince;
}
