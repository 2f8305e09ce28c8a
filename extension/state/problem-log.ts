/** The last Problems that were shown, for the report: kept in `storage.local`, without the details that could name somebody. */
import * as z from 'zod/mini';
import { type Problem, problemCodes } from '../../shared/problem.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import browser from '../browser.ts';

const entrySchema = z.object({
  at: z.number(),
  /** What the Problem stopped. */
  of: z.enum(['line', 'call', 'action', 'test']),
  code: z.enum(problemCodes),
  /** Twilio's error code. */
  twilioCode: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
});
export type LoggedProblem = z.infer<typeof entrySchema>;

const key = 'problems';
export const maxLoggedProblems = 30;

export function loggedProblem(of: LoggedProblem['of'], { code, details }: Problem, at: number): LoggedProblem {
  const entry = z.safeParse(entrySchema, { at, of, code, twilioCode: details?.['code'] });
  return entry.success ? entry.data : { at, of, code };
}

/** The stored entries, newest first; one that no longer fits is left out. */
export function parseProblemLog(stored: unknown): LoggedProblem[] {
  if (!Array.isArray(stored)) return [];
  const entries = stored.slice(0, maxLoggedProblems).map((entry) => z.safeParse(entrySchema, entry));
  return entries.flatMap((entry) => (entry.success ? [entry.data] : []));
}

export async function readProblemLog(): Promise<LoggedProblem[]> {
  return parseProblemLog((await browser.storage.local.get(key))[key]);
}

const enqueue = createSerialQueue();

/** Only the background calls this. */
export function logProblems(added: readonly LoggedProblem[]): Promise<void> {
  if (added.length === 0) return Promise.resolve();
  return enqueue(async () => {
    const entries = [...added.toReversed(), ...(await readProblemLog())].slice(0, maxLoggedProblems);
    await browser.storage.local.set({ [key]: entries });
  });
}
