/** One signalling socket of a browser, with its token and registration. */
import type { WebSocket } from 'ws';
import type { VerifiedToken } from './access-token.ts';

export type Connection = {
  readonly socket: WebSocket;
  /** The edge in the host name that the browser connected to. */
  readonly edge: string;
  /** The token of its last `listen`; undefined before the first. */
  token: VerifiedToken | undefined;
  registered: boolean;
  /** Counts the registrations of this process: the order in which browsers registered. */
  registration: number;
  /** A fault: the registration gets no invites although its socket is open. */
  invitesBlocked: boolean;
  expiry: NodeJS.Timeout | undefined;
  send(type: string, payload: Record<string, unknown>): void;
};

export function createConnection(socket: WebSocket, edge: string): Connection {
  return {
    socket,
    edge,
    token: undefined,
    registered: false,
    registration: 0,
    invitesBlocked: false,
    expiry: undefined,
    send(type, payload) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type, payload }));
    },
  };
}
