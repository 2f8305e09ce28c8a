/** A browser's leg of one call: its audio path, its socket, and the token with which it returns. */
import { randomBytes } from 'node:crypto';
import type { EndpointObserver } from '../calls/call-endpoint.ts';
import type { Connection } from './connection.ts';
import type { MediaLeg } from './media-leg.ts';
import { createMissedMessages, type SignallingMessage } from './missed-messages.ts';

export type BrowserLeg = {
  readonly identity: string;
  readonly callSid: string;
  /** The browser's own name of a call that it placed; the browser uses it until it knows the CallSid. */
  readonly temporarySid: string | undefined;
  readonly observer: EndpointObserver;
  readonly media: MediaLeg;
  /** A browser that sends this token on a new socket is back in its call. */
  readonly reconnectToken: string;
  /** The browser's socket; undefined while the browser has none. */
  connection: Connection | undefined;
  is: 'open' | 'answered' | 'ended';
};

export type BrowserLegs = {
  open(details: Omit<BrowserLeg, 'reconnectToken' | 'is'>): BrowserLeg;
  /** By the CallSid or the browser's temporary one, for this identity only. */
  find(identity: string, sid: string): BrowserLeg[];
  findByReconnectToken(identity: string, token: string): BrowserLeg | undefined;
  /** Ends the leg; the browser gets the last message now, or when it is back. */
  close(leg: BrowserLeg, lastMessage?: SignallingMessage): void;
  /** A socket closed: its answered legs wait for the browser, the others end. */
  detach(connection: Connection): void;
  /** A browser is back: it gets the messages that it missed. */
  deliverMissed(connection: Connection, identity: string): void;
};

/** A browser without a socket and without a packet for this time is gone. */
const goneMs = 10_000;
const checkIntervalMs = 1000;

/** A browser that crashed sends no more packets; a browser that only lost its socket continues to send audio. */
function awaitReturn(leg: BrowserLeg, onGone: () => void): void {
  const timer = setInterval(() => {
    const isBack = leg.connection !== undefined || leg.is === 'ended';
    if (!isBack && leg.media.msSincePacket() < goneMs) return;
    clearInterval(timer);
    if (!isBack) onGone();
  }, checkIntervalMs);
}

export function createBrowserLegs(connections: Set<Connection>): BrowserLegs {
  const legs = new Set<BrowserLeg>();
  const missed = createMissedMessages();

  function close(leg: BrowserLeg, lastMessage?: SignallingMessage): void {
    if (leg.is === 'ended') return;
    leg.is = 'ended';
    legs.delete(leg);
    leg.media.close();
    if (!lastMessage) return;
    const { identity, connection } = leg;
    // Without a socket of its own, the browser may be back on any socket of its identity.
    const targets = connection ? [connection] : [...connections].filter(({ token }) => token?.identity === identity);
    for (const target of targets) target.send(lastMessage.type, lastMessage.payload);
    if (targets.length === 0) missed.keep(identity, lastMessage);
  }

  function hangUp(leg: BrowserLeg): void {
    close(leg);
    leg.observer.hungUp();
  }

  return {
    open(details) {
      const leg: BrowserLeg = { ...details, reconnectToken: randomBytes(24).toString('base64url'), is: 'open' };
      legs.add(leg);
      return leg;
    },
    find: (identity, sid) => [...legs].filter((leg) => leg.identity === identity && (leg.callSid === sid || leg.temporarySid === sid)),
    findByReconnectToken: (identity, token) => [...legs].find((leg) => leg.identity === identity && leg.reconnectToken === token),
    close,
    detach(connection) {
      for (const leg of [...legs].filter((each) => each.connection === connection)) {
        leg.connection = undefined;
        if (leg.is === 'answered') awaitReturn(leg, () => hangUp(leg));
        // A caller forgets a call without a reconnect token; a callee that rings may still return.
        else if (leg.temporarySid !== undefined) hangUp(leg);
      }
    },
    deliverMissed: (connection, identity) => missed.deliver(connection, identity),
  };
}
