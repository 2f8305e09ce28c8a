/** One signalling socket of a browser, with its token and registration. */
import type { WebSocket } from 'ws';
import type { VerifiedToken } from './access-token.ts';

export type Connection = {
  readonly socket: WebSocket;
  /** The token of its last `listen`; undefined before the first. */
  token: VerifiedToken | undefined;
  registered: boolean;
  /** A fault: the registration gets no invites although its socket is open. */
  invitesBlocked: boolean;
  expiry: NodeJS.Timeout | undefined;
  send(type: string, payload: Record<string, unknown>): void;
};

export function createConnection(socket: WebSocket): Connection {
  return {
    socket,
    token: undefined,
    registered: false,
    invitesBlocked: false,
    expiry: undefined,
    send(type, payload) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type, payload }));
    },
  };
}
