/** The note of a call: what the agent writes of it, the outcome that the agent chooses, and when to call back. */
import * as z from 'zod/mini';

/** Outcomes of a deployment without a list of its own; the extension has their names in every language. */
export const defaultNoteOutcomes = ['interested', 'not-interested', 'call-back', 'left-message', 'wrong-number', 'done'] as const;

/** In UTF-16 units; 100 notes on a page of the log are 200 KB at most. */
export const maxNoteLength = 2000;
export const maxOutcomeLength = 40;

const moment = z.iso.datetime({ offset: true });

/** `PUT /api/calls/:id/note`: replaces the whole note; answered with the call. */
export const noteRequestSchema = z.strictObject({
  note: z.string().check(z.maxLength(maxNoteLength)),
  /** One of the agent's `noteOutcomes`. */
  outcome: z.nullable(z.string().check(z.minLength(1), z.maxLength(maxOutcomeLength))),
  callBackAt: z.optional(z.nullable(moment)),
});
export type NoteRequest = z.infer<typeof noteRequestSchema>;

export const callNoteSchema = z.object({ note: z.string(), outcome: z.nullable(z.string()), callBackAt: z.nullable(moment) });
export type CallNote = z.infer<typeof callNoteSchema>;
