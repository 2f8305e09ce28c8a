/** What the worker tells the extension over its socket, `GET /api/push`. */
import * as z from 'zod/mini';
import { loggedCallSchema } from './api.ts';

/** Offered as the first subprotocol, the session as the second: a browser cannot send other headers with a socket. */
export const pushProtocol = 'hatif';
/** Sent by the extension to see whether the socket lives; answered without waking anything of ours. */
export const pushPing = 'ping';
export const pushPong = 'pong';
/** Close code of a socket whose session has ended: coming back is of no use. */
export const sessionEndedCode = 4401;

export const pushSchema = z.discriminatedUnion('push', [
  /** A call as it stands now. A `reports` smaller than one known already makes it old news. */
  z.object({ push: z.literal('call'), call: loggedCallSchema }),
  /** That call rings here, by a <Client> of this agent. */
  z.object({ push: z.literal('ringing'), sid: z.string().check(z.maxLength(64)) }),
  /** Whether a call is on in another browser of this agent; told after this browser's first word, and when it changes. */
  z.object({ push: z.literal('elsewhere'), busy: z.boolean() }),
  /** First of all on every socket: the calls that are on, and those that ended in the last minutes. */
  z.object({ push: z.literal('standing'), calls: z.array(loggedCallSchema) }),
]);
export type Push = z.infer<typeof pushSchema>;

/** What a browser tells of itself over the same socket, whenever it changes. Without a word it counts as not there. */
export const presenceSchema = z.strictObject({
  /** A call from the backend reached this browser, and nothing said since that none would. */
  proven: z.boolean(),
  /** A call is on. */
  busy: z.boolean(),
  /** Nothing may disturb here. */
  quiet: z.boolean(),
});
export type BrowserPresence = z.infer<typeof presenceSchema>;
