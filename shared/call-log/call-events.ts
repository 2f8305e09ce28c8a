/** `GET /api/calls/:id/events`: everything that was reported about a call, in the order in which it happened. */
import * as z from 'zod/mini';

/**
 * Where an event comes from. `leg`: a status callback of Twilio. `dial`: Twilio's report at the end of a `<Dial>`. `rules`: our
 * rules refused the call. `making`: Twilio's REST API refused it. `agent`: the agent pressed 1 or ended the call.
 * `transfer`: a transfer began. `play`: an agent played the message.
 */
const eventSources = ['leg', 'dial', 'rules', 'making', 'agent', 'transfer', 'play'] as const;

const eventSchema = z.object({
  at: z.iso.datetime(),
  source: z.enum(eventSources),
  /** Twilio's status of a leg; `played`. */
  status: z.string(),
  /** Whom the leg rings: an agent's name or a number. Null for the first leg. The name of the agent who played a message. */
  party: z.nullable(z.string()),
});
export type CallHistoryEvent = z.infer<typeof eventSchema>;
export const callEventsSchema = z.object({ events: z.array(eventSchema) });
export type CallEvents = z.infer<typeof callEventsSchema>;
