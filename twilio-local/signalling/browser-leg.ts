/** A browser's part in one call: its sound path, the socket it is reached on, and the token it comes back with. */
import { randomBytes } from 'node:crypto';
import type { EndpointObserver } from '../calls/call-endpoint.ts';
import type { Connection } from './connection.ts';
import type { MediaLeg } from './media-leg.ts';

export type BrowserLeg = {
  readonly identity: string;
  readonly callSid: string;
  /** The browser's own name for a call it made, until it knows ours. */
  readonly temporarySid: string | undefined;
  readonly observer: EndpointObserver;
  readonly media: MediaLeg;
  /** A browser that shows this after its socket broke is back in its call. */
  readonly reconnectToken: string;
  /** The socket it is reached on; undefined while it is away. */
  connection: Connection | undefined;
  is: 'open' | 'answered' | 'ended';
};

export type BrowserLegs = {
  open(details: Omit<BrowserLeg, 'reconnectToken' | 'is'>): BrowserLeg;
  /** By our CallSid or the browser's temporary one, for this identity only. */
  find(identity: string, sid: unknown): BrowserLeg[];
  findByReconnectToken(identity: string, token: unknown): BrowserLeg | undefined;
  /** Ends it; what must be said is said now, or when the browser is back. */
  close(leg: BrowserLeg, farewell?: { type: string; payload: Record<string, unknown> }): void;
  /** A socket broke: its browserLegs wait for it, or end. */
  detach(connection: Connection): void;
  /** A browser is back: it hears what it missed. */
  deliverMissed(connection: Connection, identity: string): void;
};

type Missed = { identity: string; type: string; payload: Record<string, unknown>; at: number };

/** Without a socket and without a packet for so long, the browser is gone. */
const goneMs = 10_000;
const missedKeptMs = 60_000;

export function createBrowserLegs(connections: Set<Connection>): BrowserLegs {
  const browserLegs = new Set<BrowserLeg>();
  let missed: Missed[] = [];

  function close(leg: BrowserLeg, farewell?: { type: string; payload: Record<string, unknown> }): void {
    if (leg.is === 'ended') return;
    leg.is = 'ended';
    browserLegs.delete(leg);
    leg.media.close();
    if (!farewell) return;
    const { identity, connection } = leg;
    // Which of the identity's sockets the browser came back on is not known until it speaks of the call.
    const back = connection ? [connection] : [...connections].filter(({ token }) => token?.identity === identity);
    for (const each of back) each.send(farewell.type, farewell.payload);
    if (back.length === 0) missed.push({ identity, ...farewell, at: Date.now() });
  }

  /** A browser that closed or crashed sends nothing more; one that only lost its socket goes on sending sound. */
  function awaitReturn(leg: BrowserLeg): void {
    const watch = setInterval(() => {
      const back = leg.connection !== undefined || leg.is === 'ended';
      if (!back && leg.media.msSincePacket() < goneMs) return;
      clearInterval(watch);
      if (back) return;
      close(leg);
      leg.observer.hungUp();
    }, 1000);
  }

  return {
    open(details) {
      const leg: BrowserLeg = { ...details, reconnectToken: randomBytes(24).toString('base64url'), is: 'open' };
      browserLegs.add(leg);
      return leg;
    },
    find: (identity, sid) =>
      [...browserLegs].filter((leg) => leg.identity === identity && (leg.callSid === sid || leg.temporarySid === sid)),
    findByReconnectToken: (identity, token) => [...browserLegs].find((leg) => leg.identity === identity && leg.reconnectToken === token),
    close,
    detach(connection) {
      for (const leg of browserLegs) {
        if (leg.connection !== connection) continue;
        leg.connection = undefined;
        if (leg.is === 'answered') awaitReturn(leg);
        // A browser that was calling forgets a call that has no reconnect token yet; one that is being rung may still come back.
        else if (leg.temporarySid !== undefined) {
          close(leg);
          leg.observer.hungUp();
        }
      }
    },
    deliverMissed(connection, identity) {
      const fresh = missed.filter(({ at }) => Date.now() - at < missedKeptMs);
      for (const { type, payload } of fresh.filter((message) => message.identity === identity)) connection.send(type, payload);
      missed = fresh.filter((message) => message.identity !== identity);
    },
  };
}
