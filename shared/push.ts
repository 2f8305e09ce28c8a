/** Messages of the push socket, `GET /api/push`, in both directions. */
import * as z from 'zod/mini';
import { loggedCallSchema } from './api.ts';

/** Offered as the first subprotocol, a ticket as the second: a browser cannot send other headers with a socket. */
export const pushProtocol = 'hatif';
/** Keepalive of the extension. The runtime answers it without waking the Durable Object. */
export const pushPing = 'ping';
export const pushPong = 'pong';
/** Close code of a socket whose session has ended: the client must not reconnect. */
export const sessionEndedCode = 4401;

/** `POST /api/push/tickets`: a ticket that opens one socket, once, within 30 seconds. A session in a subprotocol would stand in logs. */
export const pushTicketSchema = z.object({ ticket: z.string().check(z.regex(/^[\w.-]{1,200}$/)) });
export type PushTicket = z.infer<typeof pushTicketSchema>;

export const pushSchema = z.discriminatedUnion('push', [
  /** The current row of a call. Ignore the row if `reports` is lower than that of the row we have (out of order). */
  z.object({ push: z.literal('call'), call: loggedCallSchema }),
  /** The call rings this agent's browsers by <Client>. */
  z.object({ push: z.literal('ringing'), sid: z.string().check(z.maxLength(64)) }),
  /** The agent declined the call in one of their browsers: it stops ringing in all of them. */
  z.object({ push: z.literal('declined'), sid: z.string().check(z.maxLength(64)) }),
  /** Whether another browser of this agent has a call. Sent once after the client's first presence message, then on every change. */
  z.object({ push: z.literal('elsewhere'), busy: z.boolean() }),
  /** The first message on every socket: the live calls, and those that ended in the last minutes. */
  z.object({ push: z.literal('standing'), calls: z.array(loggedCallSchema) }),
]);
export type Push = z.infer<typeof pushSchema>;

/** Presence of a browser, sent over the same socket on every change. Until the first one, no call rings the browser. */
export const presenceSchema = z.strictObject({
  /** Calls may ring this browser: one has reached it and its registration stands, or it is registered and waits for its first probe call. */
  proven: z.boolean(),
  /** The browser has a call. */
  busy: z.boolean(),
  /** Do-not-disturb is on. */
  quiet: z.boolean(),
});
export type BrowserPresence = z.infer<typeof presenceSchema>;

/** Sent over the same socket after each proof, and on each new socket: a call reached this browser so long ago. An age, because clocks differ. */
export const proofSchema = z.strictObject({ provenMsAgo: z.number().check(z.nonnegative()) });
export type BrowserProof = z.infer<typeof proofSchema>;
