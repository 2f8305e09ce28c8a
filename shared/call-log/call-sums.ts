/** `GET /api/team/sums?from=&to=&utcOffsetMinutes=`: sums of the team's calls by agent and day. */
import * as z from 'zod/mini';

const sumSchema = z.object({
  /** `2026-11-20`, in the time zone of the request. */
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Identity; null for incoming calls that no agent has answered. */
  agent: z.nullable(z.string()),
  agentName: z.nullable(z.string()),
  calls: z.number(),
  answered: z.number(),
  missed: z.number(),
  talkSeconds: z.number(),
});
export type CallSum = z.infer<typeof sumSchema>;
/** Newest day first. */
export const callSumsSchema = z.object({ sums: z.array(sumSchema) });
export type CallSums = z.infer<typeof callSumsSchema>;
