/** The browsers that are registered, and how a call rings all of one identity's at once. */
import { createAudioEnd } from '../audio/audio-end.ts';
import type { Call } from '../calls/call.ts';
import type { Line, LineFacts } from '../calls/call-endpoint.ts';
import type { Metronome } from '../audio/audio-clock.ts';
import type { Account } from './access-token.ts';
import type { Faults } from '../control/faults.ts';
import type { Connection } from './connection.ts';
import { openMediaLeg } from './media-leg.ts';
import { createSessions, type Session, type Sessions } from './session.ts';

export type Clients = {
  sessions: Sessions;
  connections: Set<Connection>;
  /** Rings every browser registered under the identity; the first to answer has the call, the others are told to stop. */
  ring(identity: string, call: Call, parameters: Record<string, string>, facts: LineFacts): Line;
  /** A browser answered the invite of this session. */
  answer(session: Session, answerSdp: string): Promise<void>;
  /** A browser declined. */
  decline(session: Session): void;
  registrations(): { identity: string; ttl: number }[];
};

type Forked = { facts: LineFacts; sessions: Session[]; winner: Session | undefined };

export function createClients(account: Account, metronome: Metronome, faults: Faults): Clients {
  const connections = new Set<Connection>();
  const sessions = createSessions(connections);
  const forks = new Map<string, Forked>();
  const nowhere = createAudioEnd({ hear: () => undefined, hearKey: () => undefined });

  const registeredAs = (identity: string) =>
    [...connections].filter((connection) => connection.registered && connection.token?.identity === identity);

  const cancel = (session: Session) => sessions.close(session, { type: 'cancel', payload: { callsid: session.callSid } });

  async function invite(fork: Forked, connection: Connection, identity: string, call: Call, custom: Record<string, string>): Promise<void> {
    const media = openMediaLeg(metronome, () => faults.current().blackholeMedia);
    const facts: LineFacts = {
      ...fork.facts,
      hungUp: () => (fork.winner === undefined ? clients.decline(session) : fork.facts.hungUp()),
    };
    const session = sessions.open({ identity, callSid: call.sid, temporarySid: undefined, facts, media, connection });
    fork.sessions.push(session);
    const sdp = await media.offer();
    if (session.is === 'ended') return;
    const parameters = {
      CallSid: call.sid,
      AccountSid: account.accountSid,
      From: call.from,
      To: call.to,
      Params: new URLSearchParams(custom).toString(),
    };
    session.connection?.send('invite', { callsid: call.sid, sdp, reconnect: session.reconnectToken, parameters });
    fork.facts.ringing();
  }

  /** Nobody registered: the network says 480, which Twilio reports as no-answer. */
  function ring(identity: string, call: Call, parameters: Record<string, string>, facts: LineFacts): Line {
    const fork: Forked = { facts, sessions: [], winner: undefined };
    const reached = registeredAs(identity);
    forks.set(call.sid, fork);
    if (reached.length === 0) setTimeout(() => facts.refused({ status: 'no-answer', sipCode: 480 }), 50);
    else if (!faults.current().stopInvites) {
      for (const connection of reached) if (!connection.deaf) void invite(fork, connection, identity, call, parameters);
    }
    return {
      get audio() {
        return fork.winner?.media.end ?? nowhere;
      },
      showRinging: () => undefined,
      answer: () => undefined,
      end(error) {
        forks.delete(call.sid);
        for (const session of fork.sessions) {
          if (session !== fork.winner) cancel(session);
          else sessions.close(session, { type: 'hangup', payload: { callsid: call.sid, ...(error ? { error } : {}) } });
        }
      },
    };
  }

  const clients: Clients = {
    sessions,
    connections,
    ring,
    async answer(session, answerSdp) {
      const fork = forks.get(session.callSid);
      if (!fork || fork.winner) return;
      fork.winner = session;
      session.is = 'answered';
      for (const other of fork.sessions) if (other !== session) cancel(other);
      try {
        await session.media.accept(answerSdp);
      } catch {
        return fork.facts.refused({ status: 'failed', sipCode: 488 });
      }
      session.media.start();
      session.connection?.send('answer', { callsid: session.callSid, reconnect: session.reconnectToken });
      fork.facts.answered();
    },
    decline(session) {
      const fork = forks.get(session.callSid);
      sessions.close(session);
      if (!fork || fork.winner || fork.sessions.some(({ is }) => is !== 'ended')) return;
      fork.facts.refused({ status: 'busy', sipCode: 603 });
    },
    registrations: () =>
      [...connections].flatMap(({ registered, token }) => (registered && token ? [{ identity: token.identity, ttl: token.ttl }] : [])),
  };
  return clients;
}
