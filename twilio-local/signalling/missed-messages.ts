/** Messages for browsers without a socket, delivered when the identity is back. */
import type { Connection } from './connection.ts';

export type SignallingMessage = { type: string; payload: Record<string, unknown> };

export type MissedMessages = {
  keep(identity: string, message: SignallingMessage): void;
  deliver(connection: Connection, identity: string): void;
};

const maxAgeMs = 60_000;

export function createMissedMessages(): MissedMessages {
  let kept: { identity: string; message: SignallingMessage; at: number }[] = [];
  return {
    keep(identity, message) {
      kept.push({ identity, message, at: Date.now() });
    },
    deliver(connection, identity) {
      const fresh = kept.filter(({ at }) => Date.now() - at < maxAgeMs);
      for (const { message } of fresh.filter((each) => each.identity === identity)) connection.send(message.type, message.payload);
      kept = fresh.filter((each) => each.identity !== identity);
    },
  };
}
