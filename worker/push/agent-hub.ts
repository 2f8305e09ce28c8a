/** The Durable Object of one agent: holds the sockets of their browsers and tells all of them what happens. */
import { DurableObject } from 'cloudflare:workers';
import type { Choices } from '../../shared/api.ts';
import { presenceSchema, pushPing, pushPong, pushProtocol, sessionEndedCode, type BrowserPresence, type Push } from '../../shared/push.ts';
import type { Bindings } from '../http/bindings.ts';
import { findStandingCalls } from '../call-log/logged-calls.ts';

/** How an agent stands to calls that come in. */
export type Presence = {
  availability: 'available' | 'away';
  /** Calls ring their own phone when no browser takes them. */
  ringOwnPhone: boolean;
  /** A browser of theirs is proven to be reached by calls. */
  proven: boolean;
  /** A call is on in one of their browsers. */
  busy: boolean;
  /** Since when they have had no call, Unix milliseconds. */
  idleSince: number;
};

type StoredState = { availability: 'available' | 'away'; ringOwnPhone: boolean; idleSince: number };
const initialState: StoredState = { availability: 'available', ringOwnPhone: false, idleSince: 0 };

/** Who the socket is for; set by `GET /api/push`, which nobody passes without a session. */
export const identityHeader = 'x-hatif-identity';
/** Which of their browsers it is for. */
export const browserHeader = 'x-hatif-browser';

export class AgentHub extends DurableObject<Bindings> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pushPing, pushPong));
  }

  /** Takes a socket, which outlives this object's sleep, and says first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    // Taken before the log is read: what happens meanwhile is told, too, and the extension knows which is newer.
    this.ctx.acceptWebSocket(server, [request.headers.get(browserHeader) ?? '']);
    const calls = await findStandingCalls(this.env.DB, request.headers.get(identityHeader) ?? '', Date.now());
    sendTo(server, { push: 'standing', calls });
    return new Response(null, { status: 101, webSocket: client, headers: { 'sec-websocket-protocol': pushProtocol } });
  }

  /** How the agent stands now. A browser counts from its first word until its socket is gone. */
  async presence(): Promise<Presence> {
    const browsers = this.ctx.getWebSockets().flatMap((socket) => presenceOf(socket) ?? []);
    return {
      ...(await this.storedState()),
      proven: browsers.some(({ proven, quiet }) => proven && !quiet),
      busy: browsers.some(({ busy }) => busy),
    };
  }

  /** Keeps what the agent chose; what is left out stays. */
  async saveChoices(choices: Choices): Promise<void> {
    const chosen = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
    await this.ctx.storage.put('kept', { ...(await this.storedState()), ...chosen });
  }

  private async storedState(): Promise<StoredState> {
    return { ...initialState, ...(await this.ctx.storage.get<StoredState>('kept')) };
  }

  /** A browser says how it stands; what is not that changes nothing. */
  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    const said = presenceSchema.safeParse(parseJson(text));
    if (!said.success) return;
    const wasBusy = presenceOf(socket)?.busy;
    socket.serializeAttachment(said.data);
    if (wasBusy !== said.data.busy) this.broadcastElsewhere(this.ctx.getWebSockets());
    if (wasBusy && !said.data.busy) await this.ctx.storage.put('kept', { ...(await this.storedState()), idleSince: Date.now() });
  }

  /** Tells every browser of this agent. */
  async broadcast(message: Push): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) sendTo(socket, message);
  }

  /** Tells each browser whether another one has a call on. A socket that a browser left behind is not another one. */
  private broadcastElsewhere(sockets: WebSocket[]): void {
    const browsers = sockets.map((socket) => ({ socket, browser: this.ctx.getTags(socket)[0], busy: presenceOf(socket)?.busy ?? false }));
    for (const { socket, browser } of browsers) {
      sendTo(socket, { push: 'elsewhere', busy: browsers.some((other) => other.busy && other.browser !== browser) });
    }
  }

  /** Closes every socket: the agent was removed. */
  async closeSockets(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(sessionEndedCode, 'session-revoked');
  }

  /** Without an answer to its closing the other side would see a broken socket (1006). */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    const noStatusReceived = 1005;
    socket.close(code === noStatusReceived ? 1000 : code, reason);
    if (presenceOf(socket)?.busy) this.broadcastElsewhere(this.ctx.getWebSockets().filter((other) => other !== socket));
  }
}

/** A socket that is just closing misses the message; its browser catches up when it comes back. */
function sendTo(socket: WebSocket, message: Push): void {
  try {
    socket.send(JSON.stringify(message));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function presenceOf(socket: WebSocket): BrowserPresence | null {
  const said = presenceSchema.safeParse(socket.deserializeAttachment());
  return said.success ? said.data : null;
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
