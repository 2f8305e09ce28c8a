/** Which agents a call may ring: those at work whose line is proven, and those who take calls on their own phone. */
import { activeAgents, type AgentRecord } from '../agents/agent-store.ts';
import type { Bindings } from '../http/bindings.ts';
import type { Presence } from '../push/agent-hub.ts';
import { agentsOnOwnPhone } from '../call-log/own-phone-log.ts';

export type AgentPresence = AgentRecord & Presence;

/** Twilio rings at most ten at once: https://www.twilio.com/docs/voice/twiml/client */
const maxRingingAtOnce = 10;

/** Every agent at work with how they stand; one whose Durable Object cannot be asked is left out. */
export async function agentPresences({ DB, AGENT_HUBS }: Pick<Bindings, 'DB' | 'AGENT_HUBS'>): Promise<AgentPresence[]> {
  const [agents, onOwnPhone] = await Promise.all([activeAgents(DB), agentsOnOwnPhone(DB, Date.now())]);
  const asked = await Promise.all(
    agents.map(async (agent) => {
      const presence = await AGENT_HUBS.getByName(agent.identity)
        .presence()
        .catch(() => null);
      return presence ? { ...agent, ...presence, busy: presence.busy || onOwnPhone.has(agent.identity) } : null;
    }),
  );
  return asked.filter((presence) => presence !== null);
}

/**
 * Whose browsers ring: all who are free, the longest idle first when they are more than can ring; when nobody is free,
 * those on a call, who hear one soft beep.
 */
export function browsersToRing(all: readonly AgentPresence[]): string[] {
  const reached = all.filter(({ proven, availability }) => proven && availability === 'available');
  const free = reached.filter(({ busy }) => !busy);
  return (free.length > 0 ? free : reached)
    .toSorted((one, other) => one.idleSince - other.idleSince)
    .slice(0, maxRingingAtOnce)
    .map(({ identity }) => identity);
}

/** The phones of agents who chose that, are not away, and are not on a call. */
export function phonesToRing(all: readonly AgentPresence[]): string[] {
  return all
    .filter(({ ringOwnPhone, availability, busy }) => ringOwnPhone && availability === 'available' && !busy)
    .toSorted((one, other) => one.idleSince - other.idleSince)
    .flatMap(({ phone }) => phone ?? [])
    .slice(0, maxRingingAtOnce);
}
