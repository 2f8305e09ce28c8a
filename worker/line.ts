/** The Durable Object of one agent: holds the sockets of their browsers and tells all of them what happens. */
import { DurableObject } from 'cloudflare:workers';
import { pushPing, pushPong, pushProtocol, sessionEndedCode, type Push } from '../shared/push.ts';
import type { Bindings } from './bindings.ts';
import { standingCallsOf } from './call-log.ts';

/** Who the socket is for; set by `GET /api/push`, which nobody passes without a session. */
export const identityHeader = 'x-hatif-identity';

export class Line extends DurableObject<Bindings> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pushPing, pushPong));
  }

  /** Takes a socket, which outlives this object's sleep, and says first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    // Taken before the log is read: what happens meanwhile is told, too, and the extension knows which is newer.
    this.ctx.acceptWebSocket(server);
    const calls = await standingCallsOf(this.env.DB, request.headers.get(identityHeader) ?? '', Date.now());
    say(server, { push: 'standing', calls });
    return new Response(null, { status: 101, webSocket: client, headers: { 'sec-websocket-protocol': pushProtocol } });
  }

  /** Tells every browser of this agent. */
  async tell(message: Push): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) say(socket, message);
  }

  /** Closes every socket: the agent was removed. */
  async end(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(sessionEndedCode, 'session-revoked');
  }

  /** Without an answer to its closing the other side would see a broken socket (1006). */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    const noStatusReceived = 1005;
    socket.close(code === noStatusReceived ? 1000 : code, reason);
  }
}

/** A socket that is just closing misses the message; its browser catches up when it comes back. */
function say(socket: WebSocket, message: Push): void {
  try {
    socket.send(JSON.stringify(message));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
