/** Presence of one browser, attached to its socket: the attachment outlives the hibernation of the Durable Object. */
import * as z from 'zod/mini';
import { presenceSchema, type BrowserPresence } from '../../shared/push.ts';

/** Living browsers ping every 25 seconds, and every minute when Chrome throttles their timers. */
const vanishedAfterMs = 2 * 60_000;

/** `at` is the time of the message, Unix milliseconds. */
const attachedSchema = z.object({ presence: presenceSchema, at: z.number() });

export function attachPresence(socket: WebSocket, presence: BrowserPresence, at: number): void {
  socket.serializeAttachment({ presence, at } satisfies z.infer<typeof attachedSchema>);
}

/** Null before the first presence message. */
export function presenceOf(socket: WebSocket): BrowserPresence | null {
  return readAttachment(socket)?.presence ?? null;
}

/** Presence of the browsers whose sockets are open and whose last ping or message is recent. */
export function livePresences(hub: DurableObjectState, now: number): BrowserPresence[] {
  return openSockets(hub).flatMap((socket) => (hasVanished(hub, socket, now) ? [] : (presenceOf(socket) ?? [])));
}

/** Open sockets of browsers that have stopped to ping: the connection can be lost without a close. */
export function vanishedSockets(hub: DurableObjectState, now: number): WebSocket[] {
  return openSockets(hub).filter((socket) => hasVanished(hub, socket, now));
}

function openSockets(hub: DurableObjectState): WebSocket[] {
  return hub.getWebSockets().filter(({ readyState }) => readyState === WebSocket.READY_STATE_OPEN);
}

function hasVanished(hub: DurableObjectState, socket: WebSocket, now: number): boolean {
  const attached = readAttachment(socket);
  if (!attached) return false;
  const lastSeen = Math.max(attached.at, hub.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0);
  return now > lastSeen + vanishedAfterMs;
}

function readAttachment(socket: WebSocket): z.infer<typeof attachedSchema> | null {
  return attachedSchema.safeParse(socket.deserializeAttachment()).data ?? null;
}
