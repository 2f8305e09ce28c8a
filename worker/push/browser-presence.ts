/** Presence of one browser, attached to its socket: the attachment outlives the hibernation of the Durable Object. */
import * as z from 'zod/mini';
import { presenceSchema, type BrowserPresence } from '../../shared/push.ts';

/** Living browsers ping every 25 seconds, and every minute when Chrome throttles their timers. */
const vanishedAfterMs = 2 * 60_000;

/** `openedAt` and `at`, the time of the last message, are Unix milliseconds. */
const attachedSchema = z.object({
  openedAt: z.number(),
  presence: z.nullable(presenceSchema),
  at: z.number(),
  /** When a call last reached the browser. */
  provenAt: z.optional(z.number()),
});
type Attached = z.infer<typeof attachedSchema>;

/** For a socket that was just accepted. */
export function attachOpening(socket: WebSocket, openedAt: number): void {
  socket.serializeAttachment({ openedAt, presence: null, at: openedAt } satisfies Attached);
}

export function attachPresence(socket: WebSocket, presence: BrowserPresence, at: number): void {
  const attached = readAttachment(socket);
  socket.serializeAttachment({ openedAt: at, ...attached, presence, at } satisfies Attached);
}

export function attachProof(socket: WebSocket, provenAt: number, at: number): void {
  const attached = readAttachment(socket);
  socket.serializeAttachment({ openedAt: at, presence: null, ...attached, provenAt, at } satisfies Attached);
}

/** When a call last reached one of the browsers that count; null when none has said so. */
export function lastProofAt(hub: DurableObjectState, now: number): number | null {
  const live = openSockets(hub).filter(({ socket }) => !hasVanished(hub, socket, now));
  const proofs = live.flatMap(({ socket }) => readAttachment(socket)?.provenAt ?? []);
  return proofs.length > 0 ? Math.max(...proofs) : null;
}

/** Null before the first presence message. */
export function presenceOf(socket: WebSocket): BrowserPresence | null {
  return readAttachment(socket)?.presence ?? null;
}

/** Presence of the browsers whose sockets are open and whose last ping or message is recent. */
export function livePresences(hub: DurableObjectState, now: number): BrowserPresence[] {
  return openSockets(hub).flatMap(({ socket }) => (hasVanished(hub, socket, now) ? [] : (presenceOf(socket) ?? [])));
}

/** Open sockets of browsers that have stopped to ping: the connection can be lost without a close. */
export function vanishedSockets(hub: DurableObjectState, now: number): WebSocket[] {
  return openSockets(hub).flatMap(({ socket }) => (hasVanished(hub, socket, now) ? socket : []));
}

/** Of one browser, or all. A socket of an earlier version of this backend counts as the oldest. */
export function openSockets(hub: DurableObjectState, browser?: string): { socket: WebSocket; openedAt: number }[] {
  const open = hub.getWebSockets(browser).filter(({ readyState }) => readyState === WebSocket.READY_STATE_OPEN);
  return open.map((socket) => ({ socket, openedAt: readAttachment(socket)?.openedAt ?? 0 }));
}

function hasVanished(hub: DurableObjectState, socket: WebSocket, now: number): boolean {
  const attached = readAttachment(socket);
  if (!attached) return false;
  const lastSeen = Math.max(attached.at, hub.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0);
  return now > lastSeen + vanishedAfterMs;
}

function readAttachment(socket: WebSocket): Attached | null {
  return attachedSchema.safeParse(socket.deserializeAttachment()).data ?? null;
}
