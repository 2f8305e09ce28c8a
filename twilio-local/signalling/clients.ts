/** The browsers that are registered, and how a call rings all of one identity's at once. */
import { createSilentAudioEnd } from '../audio/audio-end.ts';
import type { Call } from '../calls/call.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { AudioClock } from '../audio/audio-clock.ts';
import type { Account } from './access-token.ts';
import type { Faults } from '../control/faults.ts';
import type { Connection } from './connection.ts';
import { openMediaLeg } from './media-leg.ts';
import { createBrowserLegs, type BrowserLeg, type BrowserLegs } from './browser-leg.ts';

export type Clients = {
  browserLegs: BrowserLegs;
  connections: Set<Connection>;
  /** Rings every browser registered under the identity; the first to answer has the call, the others are told to stop. */
  ring(identity: string, call: Call, parameters: Record<string, string>, observer: EndpointObserver): CallEndpoint;
  /** A browser answered the invite of this leg. */
  answer(leg: BrowserLeg, answerSdp: string): Promise<void>;
  /** A browser declined. */
  decline(leg: BrowserLeg): void;
  registrations(): { identity: string; ttl: number }[];
};

type ForkedInvite = { observer: EndpointObserver; browserLegs: BrowserLeg[]; winner: BrowserLeg | undefined };

export function createClients(account: Account, audioClock: AudioClock, faults: Faults): Clients {
  const connections = new Set<Connection>();
  const browserLegs = createBrowserLegs(connections);
  const forks = new Map<string, ForkedInvite>();
  const silentAudio = createSilentAudioEnd();

  const registeredAs = (identity: string) =>
    [...connections].filter((connection) => connection.registered && connection.token?.identity === identity);

  const cancel = (leg: BrowserLeg) => browserLegs.close(leg, { type: 'cancel', payload: { callsid: leg.callSid } });

  async function invite(
    fork: ForkedInvite,
    connection: Connection,
    identity: string,
    call: Call,
    custom: Record<string, string>,
  ): Promise<void> {
    const media = openMediaLeg(audioClock, () => faults.current().blackholeMedia);
    const observer: EndpointObserver = {
      ...fork.observer,
      hungUp: () => (fork.winner === undefined ? clients.decline(leg) : fork.observer.hungUp()),
    };
    const leg = browserLegs.open({ identity, callSid: call.sid, temporarySid: undefined, observer, media, connection });
    fork.browserLegs.push(leg);
    const sdp = await media.offer();
    if (leg.is === 'ended') return;
    const parameters = {
      CallSid: call.sid,
      AccountSid: account.accountSid,
      From: call.from,
      To: call.to,
      Params: new URLSearchParams(custom).toString(),
    };
    leg.connection?.send('invite', { callsid: call.sid, sdp, reconnect: leg.reconnectToken, parameters });
    fork.observer.ringing();
  }

  /** Nobody registered: the network says 480, which Twilio reports as no-answer. */
  function ring(identity: string, call: Call, parameters: Record<string, string>, observer: EndpointObserver): CallEndpoint {
    const fork: ForkedInvite = { observer, browserLegs: [], winner: undefined };
    const reached = registeredAs(identity);
    forks.set(call.sid, fork);
    if (reached.length === 0) setTimeout(() => observer.refused({ status: 'no-answer', sipCode: 480 }), 50);
    else if (!faults.current().stopInvites) {
      for (const connection of reached) if (!connection.invitesBlocked) void invite(fork, connection, identity, call, parameters);
    }
    return {
      get audio() {
        return fork.winner?.media.audio ?? silentAudio;
      },
      showRinging: () => undefined,
      answer: () => undefined,
      end(error) {
        forks.delete(call.sid);
        for (const leg of fork.browserLegs) {
          if (leg !== fork.winner) cancel(leg);
          else browserLegs.close(leg, { type: 'hangup', payload: { callsid: call.sid, ...(error ? { error } : {}) } });
        }
      },
    };
  }

  const clients: Clients = {
    browserLegs,
    connections,
    ring,
    async answer(leg, answerSdp) {
      const fork = forks.get(leg.callSid);
      if (!fork || fork.winner) return;
      fork.winner = leg;
      leg.is = 'answered';
      for (const other of fork.browserLegs) if (other !== leg) cancel(other);
      try {
        await leg.media.accept(answerSdp);
      } catch {
        return fork.observer.refused({ status: 'failed', sipCode: 488 });
      }
      leg.media.start();
      leg.connection?.send('answer', { callsid: leg.callSid, reconnect: leg.reconnectToken });
      fork.observer.answered();
    },
    decline(leg) {
      const fork = forks.get(leg.callSid);
      browserLegs.close(leg);
      if (!fork || fork.winner || fork.browserLegs.some(({ is }) => is !== 'ended')) return;
      fork.observer.refused({ status: 'busy', sipCode: 603 });
    },
    registrations: () =>
      [...connections].flatMap(({ registered, token }) => (registered && token ? [{ identity: token.identity, ttl: token.ttl }] : [])),
  };
  return clients;
}
