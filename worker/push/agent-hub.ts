/** The Durable Object of one agent: holds the sockets of the agent's browsers, broadcasts to them, and publishes the presence. */
import { DurableObject } from 'cloudflare:workers';
import type { Choices, LoggedCall } from '../../shared/api.ts';
import { presenceSchema, proofSchema, pushPing, pushPong, sessionEndedCode, type Push } from '../../shared/push.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import { findStandingCalls } from '../call-log/logged-calls.ts';
import { isOnOwnPhone } from '../call-log/own-phone-log.ts';
import type { PresenceRow } from '../agents/presence-rows.ts';
import { findSession } from '../agents/sessions.ts';
import type { AgentHubStub, AgentPresence, Bindings } from '../http/bindings.ts';
import {
  attachOpening,
  attachPresence,
  attachProof,
  lastProofAt,
  livePresences,
  openSockets,
  presenceOf,
  vanishedSockets,
} from './browser-presence.ts';
import { publishedPresence, type PublishedPresence } from './published-presence.ts';
import { pushTickets, type PushTickets } from './push-tickets.ts';
import { closeSurplusSockets, socketLimits } from './socket-limits.ts';

type StoredState = Pick<AgentPresence, 'availability' | 'ringOwnPhone' | 'idleSince'>;
const initialState: StoredState = { availability: 'available', ringOwnPhone: false, idleSince: 0 };
const storageKey = 'kept';
const identityKey = 'identity';

/** Identity of the agent and the ticket that the browser offered; set by `GET /api/push`. */
export const identityHeader = 'x-hatif-identity';
export const ticketHeader = 'x-hatif-ticket';

/** Codes of a closure without a closing frame: `close` refuses them (RFC 6455, section 7.4.1). */
const reservedCodes = [1005, 1006, 1015];

export class AgentHub extends DurableObject<Bindings> implements Omit<AgentHubStub, 'fetch'> {
  /** Writes to the database one after another, so that an older presence never replaces a newer one. */
  private readonly inOrder = createSerialQueue();
  private readonly published: PublishedPresence;
  private readonly tickets: PushTickets;
  private readonly limits = socketLimits();

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pushPing, pushPong));
    this.published = publishedPresence(this.ctx.storage, this.env.DB);
    this.tickets = pushTickets(this.ctx.storage);
  }

  issueTicket(browser: string): Promise<string> {
    return this.tickets.issue(browser, Date.now());
  }

  /** Accepts a hibernatable socket and sends the current calls over it. Answers with 401 without a valid ticket. */
  override async fetch(request: Request): Promise<Response> {
    const now = Date.now();
    const browser = await this.tickets.redeem(request.headers.get(ticketHeader) ?? '', now);
    if (browser === null) return new Response(null, { status: 401 });
    const { 0: client, 1: server } = new WebSocketPair();
    // Accepted before the log is read, so that no change is lost in between; the extension orders by `reports`.
    this.ctx.acceptWebSocket(server, [browser]);
    attachOpening(server, now);
    closeSurplusSockets(openSockets(this.ctx, browser));
    await this.welcome(server, { browser, identity: request.headers.get(identityHeader) ?? '', now });
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Read after the socket was accepted: a session that ends meanwhile closes it. One that ended before it had a ticket is found here. */
  private async welcome(socket: WebSocket, { browser, identity, now }: { browser: string; identity: string; now: number }): Promise<void> {
    const [session, calls] = await Promise.all([findSession(this.env.DB, browser, now), findStandingCalls(this.env.DB, identity, now)]);
    if (!session || session.hasEnded) socket.close(sessionEndedCode, 'session-revoked');
    else send(socket, { push: 'standing', calls });
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
    return {
      ringsBrowser: isAvailable && proven,
      ringsPhone: isAvailable && ringOwnPhone,
      busy: busy || onOwnPhone,
      idleSince,
      provenAt: lastProofAt(this.ctx, now),
    };
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

  /** Takes a presence or a proof; any other message within the limits is ignored. */
  override async webSocketMessage(socket: WebSocket, sent: string | ArrayBuffer): Promise<void> {
    const now = Date.now();
    const text = this.limits.admit(socket, sent, now);
    if (text === null) return this.publish();
    const proof = proofSchema.safeParse(parseJson(text));
    if (proof.success) {
      attachProof(socket, now - proof.data.provenMsAgo, now);
      return this.publish();
    }
    const message = presenceSchema.safeParse(parseJson(text));
    if (!message.success) return;
    const wasBusy = presenceOf(socket)?.busy;
    attachPresence(socket, message.data, now);
    if (wasBusy !== message.data.busy) this.broadcastElsewhere(this.ctx.getWebSockets());
    if (wasBusy && !message.data.busy) await this.saveIdleSince(now);
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

  async followTransfer(endedAt: number | null): Promise<void> {
    if (endedAt !== null) await this.saveIdleSince(endedAt);
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

  /** Closes the sockets of one browser, because its session has ended. */
  async closeBrowser(browser: string): Promise<void> {
    await this.tickets.discard(browser);
    const closed = this.ctx.getWebSockets(browser);
    for (const socket of closed) socket.close(sessionEndedCode, 'session-revoked');
    this.broadcastElsewhere(this.ctx.getWebSockets().filter((socket) => !closed.includes(socket)));
    await this.publish();
  }

  /** Closes every socket, because an admin removed the agent, and with the agent the presence rows. */
  async closeSockets(): Promise<void> {
    await this.tickets.discard();
    for (const socket of this.ctx.getWebSockets()) socket.close(sessionEndedCode, 'session-revoked');
    await this.inOrder(() => this.published.forget());
  }

  /** Completes the closing handshake: without it the browser sees an abnormal closure (1006). */
  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    socket.close(reservedCodes.includes(code) ? 1000 : code, reason);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
