/** The Durable Object of one agent: holds the sockets of the agent's browsers and broadcasts to them. */
import { DurableObject } from 'cloudflare:workers';
import type { Choices } from '../../shared/api.ts';
import { presenceSchema, pushPing, pushPong, pushProtocol, sessionEndedCode, type BrowserPresence, type Push } from '../../shared/push.ts';
import { findStandingCalls } from '../call-log/logged-calls.ts';
import type { AgentHubStub, AgentPresence, Bindings } from '../http/bindings.ts';

type StoredState = Pick<AgentPresence, 'availability' | 'ringOwnPhone' | 'idleSince'>;
const initialState: StoredState = { availability: 'available', ringOwnPhone: false, idleSince: 0 };
const storageKey = 'kept';

/** Identity of the agent whose session opened the socket; set by `GET /api/push`, which requires one. */
export const identityHeader = 'x-hatif-identity';
/** Identifies one browser: the same for all sockets of a session. */
export const browserHeader = 'x-hatif-browser';

export class AgentHub extends DurableObject<Bindings> implements Omit<AgentHubStub, 'fetch'> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pushPing, pushPong));
  }

  /** Accepts a hibernatable socket and sends the current calls over it. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    // Accepted before the log is read, so that no change is lost in between; the extension orders by `reports`.
    this.ctx.acceptWebSocket(server, [request.headers.get(browserHeader) ?? '']);
    const calls = await findStandingCalls(this.env.DB, request.headers.get(identityHeader) ?? '', Date.now());
    send(server, { push: 'standing', calls });
    return new Response(null, { status: 101, webSocket: client, headers: { 'sec-websocket-protocol': pushProtocol } });
  }

  /** Browsers count from their first presence message until their socket closes. */
  async presence(): Promise<AgentPresence> {
    const browsers = this.ctx.getWebSockets().flatMap((socket) => presenceOf(socket) ?? []);
    return {
      ...(await this.storedState()),
      proven: browsers.some(({ proven, quiet }) => proven && !quiet),
      busy: browsers.some(({ busy }) => busy),
    };
  }

  /** Stores the given choices; absent ones keep their value. */
  async saveChoices(choices: Choices): Promise<void> {
    const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
    await this.ctx.storage.put(storageKey, { ...(await this.storedState()), ...given });
  }

  private async storedState(): Promise<StoredState> {
    return { ...initialState, ...(await this.ctx.storage.get<StoredState>(storageKey)) };
  }

  /** Takes a presence message; any other message is ignored. */
  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    const message = presenceSchema.safeParse(parseJson(text));
    if (!message.success) return;
    const wasBusy = presenceOf(socket)?.busy;
    socket.serializeAttachment(message.data);
    if (wasBusy !== message.data.busy) this.broadcastElsewhere(this.ctx.getWebSockets());
    if (wasBusy && !message.data.busy) {
      await this.ctx.storage.put(storageKey, { ...(await this.storedState()), idleSince: Date.now() });
    }
  }

  async broadcast(message: Push): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) send(socket, message);
  }

  /** Sends each browser whether another one has a call. Stale sockets of the same browser do not count as another. */
  private broadcastElsewhere(sockets: WebSocket[]): void {
    const browsers = sockets.map((socket) => ({ socket, browser: this.ctx.getTags(socket)[0], busy: presenceOf(socket)?.busy ?? false }));
    for (const { socket, browser } of browsers) {
      send(socket, { push: 'elsewhere', busy: browsers.some((other) => other.busy && other.browser !== browser) });
    }
  }

  /** Closes every socket, because an admin removed the agent. */
  async closeSockets(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(sessionEndedCode, 'session-revoked');
  }

  /** Completes the closing handshake: without it the browser sees an abnormal closure (1006). */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    const noStatusReceived = 1005;
    socket.close(code === noStatusReceived ? 1000 : code, reason);
    if (presenceOf(socket)?.busy) this.broadcastElsewhere(this.ctx.getWebSockets().filter((other) => other !== socket));
  }
}

/** A socket that is closing throws TypeError. Its browser gets the current calls when it reconnects. */
function send(socket: WebSocket, message: Push): void {
  try {
    socket.send(JSON.stringify(message));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function presenceOf(socket: WebSocket): BrowserPresence | null {
  const attached = presenceSchema.safeParse(socket.deserializeAttachment());
  return attached.success ? attached.data : null;
}

const maxMessageLength = 1000;

function parseJson(text: string | ArrayBuffer): unknown {
  if (typeof text !== 'string' || text.length > maxMessageLength) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
