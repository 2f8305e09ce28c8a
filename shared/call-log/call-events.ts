/** `GET /api/calls/:id/events`: everything that was reported about a call, in the order in which it happened. */
import * as z from 'zod/mini';

/**
 * Where an event comes from. `leg`: a status callback of Twilio. `dial`: Twilio's report at the end of a `<Dial>`. `rules`: our
 * rules refused the call, or a setting had it recorded. `making`: Twilio's REST API refused it. `agent`: the agent pressed 1,
 * ended the call, or changed it. `recording`: Twilio's callback about a recording. `play`: an agent played a recording.
 */
const eventSources = ['leg', 'dial', 'rules', 'making', 'agent', 'recording', 'play'] as const;

const eventSchema = z.object({
  at: z.iso.datetime(),
  source: z.enum(eventSources),
  /** Twilio's status of a leg, what was done, or `played`. */
  status: z.string(),
  /** Whom the leg rings: an agent's name or a number. Null for the first leg. The name of the agent who played a message. */
  party: z.nullable(z.string()),
});
export type CallHistoryEvent = z.infer<typeof eventSchema>;
export const callEventsSchema = z.object({ events: z.array(eventSchema) });
export type CallEvents = z.infer<typeof callEventsSchema>;
