/** The filters of the call log, in the query of `GET /api/calls` and `GET /api/calls.csv`. */
import * as z from 'zod/mini';
import { outcomes } from '../call.ts';

/** A shorter text cannot be searched: the index knows trigrams. */
export const minSearchLength = 3;
const maxSearchLength = 100;

/** How a call ended, or one of two kinds of incoming calls. A missed call may have a voicemail. */
const outcomeFilters = [...outcomes, 'missed', 'voicemail'] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];

const moment = z.iso.datetime({ offset: true });

/** Left-out filters and an empty `q` let every call pass. `from` is inclusive, `to` is not. */
export const callFiltersSchema = z.object({
  /** Part of a number, a name, a host or a note. */
  q: z.optional(z.string().check(z.maxLength(maxSearchLength))),
  from: z.optional(moment),
  to: z.optional(moment),
  direction: z.optional(z.enum(['outgoing', 'incoming'])),
  outcome: z.optional(z.enum(outcomeFilters)),
  /** Identity of an agent. */
  agent: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_]{1,121}$/))),
  /** `team` is everybody's log, for agents to whom the admin has opened it. */
  scope: z.optional(z.enum(['own', 'team'])),
});
export type CallFilters = z.infer<typeof callFiltersSchema>;
