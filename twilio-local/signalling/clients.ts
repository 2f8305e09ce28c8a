/** The browsers that are connected, and the invites that ring them. */
import type { AudioClock } from '../audio/audio-clock.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { Call } from '../calls/call.ts';
import type { Faults } from '../control/faults.ts';
import type { Account } from './access-token.ts';
import { createBrowserLegs, type BrowserLeg, type BrowserLegs } from './browser-leg.ts';
import type { Connection } from './connection.ts';
import { createForkedInvite, type ForkedInvite } from './forked-invite.ts';
import { openMediaLeg, type MediaLeg } from './media-leg.ts';

export type Clients = {
  browserLegs: BrowserLegs;
  connections: Set<Connection>;
  openMedia: () => MediaLeg;
  /** Rings every browser registered under the identity; the first to answer gets the call; the first to answer or decline cancels the others. */
  ring(identity: string, call: Call, parameters: Record<string, string>, observer: EndpointObserver): CallEndpoint;
  /** A browser answered the invite of this leg. */
  answer(leg: BrowserLeg, answerSdp: string): Promise<void>;
  /** A browser declined the invite of this leg. */
  decline(leg: BrowserLeg): void;
  registrations(): { identity: string; ttl: number }[];
};

export function createClients({ accountSid }: Account, audioClock: AudioClock, faults: Faults): Clients {
  const connections = new Set<Connection>();
  const browserLegs = createBrowserLegs(connections);
  const forks = new Map<string, ForkedInvite>();
  const openMedia = () => openMediaLeg(audioClock, () => faults.current().blackholeMedia);

  return {
    browserLegs,
    connections,
    openMedia,
    ring(identity, call, parameters, observer) {
      const details = { identity, accountSid, call, parameters, observer };
      const fork = createForkedInvite(details, browserLegs, openMedia, () => forks.delete(call.sid));
      forks.set(call.sid, fork);
      const registered = [...connections].filter((connection) => connection.registered && connection.token?.identity === identity);
      // The network answers 480 for an identity without a registration, which Twilio reports as no-answer.
      if (registered.length === 0) setTimeout(() => observer.refused({ status: 'no-answer', sipCode: 480 }), 50);
      else if (!faults.current().stopInvites) {
        for (const connection of registered) if (!connection.invitesBlocked) void fork.invite(connection);
      }
      return fork.endpoint;
    },
    async answer(leg, answerSdp) {
      await forks.get(leg.callSid)?.answer(leg, answerSdp);
    },
    decline(leg) {
      const fork = forks.get(leg.callSid);
      if (fork) fork.decline(leg);
      else browserLegs.close(leg);
    },
    registrations: () =>
      [...connections].flatMap(({ registered, token }) => (registered && token ? [{ identity: token.identity, ttl: token.ttl }] : [])),
  };
}
