/** A browser's part in one call: its sound path, the socket it is reached on, and the token it comes back with. */
import { randomBytes } from 'node:crypto';
import type { LineFacts } from '../calls/call-endpoint.ts';
import type { Connection } from './connection.ts';
import type { MediaLeg } from './media-leg.ts';

export type Session = {
  readonly identity: string;
  readonly callSid: string;
  /** The browser's own name for a call it made, until it knows ours. */
  readonly temporarySid: string | undefined;
  readonly facts: LineFacts;
  readonly media: MediaLeg;
  /** A browser that shows this after its socket broke is back in its call. */
  readonly reconnectToken: string;
  /** The socket it is reached on; undefined while it is away. */
  connection: Connection | undefined;
  is: 'open' | 'answered' | 'ended';
};

export type Sessions = {
  open(details: Omit<Session, 'reconnectToken' | 'is'>): Session;
  /** By our CallSid or the browser's temporary one, for this identity only. */
  find(identity: string, sid: unknown): Session[];
  findByReconnectToken(identity: string, token: unknown): Session | undefined;
  /** Ends it; what must be said is said now, or when the browser is back. */
  close(session: Session, farewell?: { type: string; payload: Record<string, unknown> }): void;
  /** A socket broke: its sessions wait for it, or end. */
  detach(connection: Connection): void;
  /** A browser is back: it hears what it missed. */
  deliverMissed(connection: Connection, identity: string): void;
};

type Missed = { identity: string; type: string; payload: Record<string, unknown>; at: number };

/** Without a socket and without a packet for so long, the browser is gone. */
const goneMs = 10_000;
const missedKeptMs = 60_000;

export function createSessions(connections: Set<Connection>): Sessions {
  const sessions = new Set<Session>();
  let missed: Missed[] = [];

  function close(session: Session, farewell?: { type: string; payload: Record<string, unknown> }): void {
    if (session.is === 'ended') return;
    session.is = 'ended';
    sessions.delete(session);
    session.media.close();
    if (!farewell) return;
    const { identity, connection } = session;
    // Which of the identity's sockets the browser came back on is not known until it speaks of the call.
    const back = connection ? [connection] : [...connections].filter(({ token }) => token?.identity === identity);
    for (const each of back) each.send(farewell.type, farewell.payload);
    if (back.length === 0) missed.push({ identity, ...farewell, at: Date.now() });
  }

  /** A browser that closed or crashed sends nothing more; one that only lost its socket goes on sending sound. */
  function awaitReturn(session: Session): void {
    const watch = setInterval(() => {
      const back = session.connection !== undefined || session.is === 'ended';
      if (!back && session.media.quietMs() < goneMs) return;
      clearInterval(watch);
      if (back) return;
      close(session);
      session.facts.hungUp();
    }, 1000);
  }

  return {
    open(details) {
      const session: Session = { ...details, reconnectToken: randomBytes(24).toString('base64url'), is: 'open' };
      sessions.add(session);
      return session;
    },
    find: (identity, sid) =>
      [...sessions].filter((session) => session.identity === identity && (session.callSid === sid || session.temporarySid === sid)),
    findByReconnectToken: (identity, token) =>
      [...sessions].find((session) => session.identity === identity && session.reconnectToken === token),
    close,
    detach(connection) {
      for (const session of sessions) {
        if (session.connection !== connection) continue;
        session.connection = undefined;
        if (session.is === 'answered') awaitReturn(session);
        // A browser that was calling forgets a call that has no reconnect token yet; one that is being rung may still come back.
        else if (session.temporarySid !== undefined) {
          close(session);
          session.facts.hungUp();
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
