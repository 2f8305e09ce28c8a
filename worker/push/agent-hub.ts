/** The Durable Object of one agent: holds the sockets of the agent's browsers, broadcasts to them, and publishes the presence. */
import { DurableObject } from 'cloudflare:workers';
import type { Choices, LoggedCall } from '../../shared/api.ts';
import { presenceSchema, pushPing, pushPong, pushProtocol, sessionEndedCode, type Push } from '../../shared/push.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import { findStandingCalls } from '../call-log/logged-calls.ts';
import { isOnOwnPhone } from '../call-log/own-phone-log.ts';
import type { PresenceRow } from '../agents/presence-rows.ts';
import type { AgentHubStub, AgentPresence, Bindings } from '../http/bindings.ts';
import { attachPresence, livePresences, presenceOf, vanishedSockets } from './browser-presence.ts';
import { publishedPresence, type PublishedPresence } from './published-presence.ts';

type StoredState = Pick<AgentPresence, 'availability' | 'ringOwnPhone' | 'idleSince'>;
const initialState: StoredState = { availability: 'available', ringOwnPhone: false, idleSince: 0 };
const storageKey = 'kept';
const identityKey = 'identity';

/** Identity of the agent whose session opened the socket; set by `GET /api/push`, which requires one. */
export const identityHeader = 'x-hatif-identity';
/** Identifies one browser: the same for all sockets of a session. */
export const browserHeader = 'x-hatif-browser';

export class AgentHub extends DurableObject<Bindings> implements Omit<AgentHubStub, 'fetch'> {
  /** Writes to the database one after another, so that an older presence never replaces a newer one. */
  private readonly inOrder = createSerialQueue();
  private readonly published: PublishedPresence;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pushPing, pushPong));
    this.published = publishedPresence(this.ctx.storage, this.env.DB);
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

  /** Browsers count from their first presence message until their socket closes. The presence rows show the same. */
  async presence(): Promise<AgentPresence> {
    await this.inOrder(() => undefined);
    return this.currentPresence();
  }

  private async currentPresence(): Promise<AgentPresence> {
    const browsers = livePresences(this.ctx, Date.now());
    return {
      ...(await this.storedState()),
      proven: browsers.some(({ proven, quiet }) => proven && !quiet),
      busy: browsers.some(({ busy }) => busy),
    };
  }

  /** Writes the presence rows if they changed. When the database fails, the alarm tries again. */
  private publish(): Promise<void> {
    return this.inOrder(async () => {
      const now = Date.now();
      try {
        await this.published.publish(await this.identity(), await this.presenceRow(now), now);
      } catch (error) {
        console.error('presence not written', error instanceof Error ? error.message : '');
        await this.published.retryLater(now);
      }
    });
  }

  private async presenceRow(now: number): Promise<PresenceRow> {
    const onOwnPhone = await isOnOwnPhone(this.env.DB, await this.identity(), now);
    const { availability, ringOwnPhone, proven, busy, idleSince } = await this.currentPresence();
    const isAvailable = availability === 'available';
    return { ringsBrowser: isAvailable && proven, ringsPhone: isAvailable && ringOwnPhone, busy: busy || onOwnPhone, idleSince };
  }

  /** Stored, because an alarm need not know the object's name. */
  private async identity(): Promise<string> {
    const stored = await this.ctx.storage.get<string>(identityKey);
    if (stored !== undefined) return stored;
    if (this.ctx.id.name === undefined) throw new Error('AgentHub was reached by its id, not by its name');
    await this.ctx.storage.put(identityKey, this.ctx.id.name);
    return this.ctx.id.name;
  }

  /** Renews the lease of the presence rows. A browser that is not counted any more reconnects if it lives after all. */
  override async alarm(): Promise<void> {
    for (const socket of vanishedSockets(this.ctx, Date.now())) socket.close(1000, 'no-ping');
    await this.publish();
  }

  /** Stores the given choices; absent ones keep their value. */
  async saveChoices(choices: Choices): Promise<void> {
    const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
    await this.ctx.storage.put(storageKey, { ...(await this.storedState()), ...given });
    await this.publish();
  }

  private async storedState(): Promise<StoredState> {
    return { ...initialState, ...(await this.ctx.storage.get<StoredState>(storageKey)) };
  }

  /** Takes a presence message; any other message is ignored. */
  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    const message = presenceSchema.safeParse(parseJson(text));
    if (!message.success) return;
    const wasBusy = presenceOf(socket)?.busy;
    attachPresence(socket, message.data, Date.now());
    if (wasBusy !== message.data.busy) this.broadcastElsewhere(this.ctx.getWebSockets());
    if (wasBusy && !message.data.busy) await this.saveIdleSince(Date.now());
    await this.publish();
  }

  async broadcast(message: Push): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) send(socket, message);
    if (message.push === 'call' && message.call.mode === 'phone') await this.followOwnPhoneCall(message.call);
  }

  /** The agent's browsers do not report a call on the own phone. */
  private async followOwnPhoneCall({ agent, endedAt }: LoggedCall): Promise<void> {
    if (agent !== (await this.identity())) return;
    if (endedAt !== null) await this.saveIdleSince(Date.parse(endedAt));
    await this.publish();
  }

  private async saveIdleSince(at: number): Promise<void> {
    const stored = await this.storedState();
    if (at > stored.idleSince) await this.ctx.storage.put(storageKey, { ...stored, idleSince: at });
  }

  /** Sends each browser whether another one has a call. Stale sockets of the same browser do not count as another. */
  private broadcastElsewhere(sockets: WebSocket[]): void {
    const browsers = sockets.map((socket) => ({ socket, browser: this.ctx.getTags(socket)[0], busy: presenceOf(socket)?.busy ?? false }));
    for (const { socket, browser } of browsers) {
      send(socket, { push: 'elsewhere', busy: browsers.some((other) => other.busy && other.browser !== browser) });
    }
  }

  /** Closes every socket, because an admin removed the agent, and with the agent the presence rows. */
  async closeSockets(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(sessionEndedCode, 'session-revoked');
    await this.inOrder(() => this.published.forget());
  }

  /** Completes the closing handshake: without it the browser sees an abnormal closure (1006). */
  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    const noStatusReceived = 1005;
    socket.close(code === noStatusReceived ? 1000 : code, reason);
    if (presenceOf(socket)?.busy) this.broadcastElsewhere(this.ctx.getWebSockets().filter((other) => other !== socket));
    await this.publish();
  }

  override async webSocketError(): Promise<void> {
    await this.publish();
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

const maxMessageLength = 1000;

function parseJson(text: string | ArrayBuffer): unknown {
  if (typeof text !== 'string' || text.length > maxMessageLength) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
