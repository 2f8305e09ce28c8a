/** `GET /api/team/sums`: sums of the team's calls, for agents whom the admin lets see them. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { CallSums } from '../../shared/call-log/call-sums.ts';
import { findCallSums } from '../call-log/call-sums.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { requireTeamAccess } from './require-team-access.ts';

const maxDays = 92;
const dayMs = 24 * 60 * 60_000;
/** The time zones of the world lie between these. */
const maxOffsetMinutes = 14 * 60;

const moment = z.pipe(z.iso.datetime({ offset: true }), z.transform(Date.parse));
const offset = z
  .pipe(z.string().check(z.regex(/^-?\d{1,3}$/)), z.transform(Number))
  .check(z.minimum(-maxOffsetMinutes), z.maximum(maxOffsetMinutes));
const sumsQuerySchema = z.object({ from: moment, to: moment, utcOffsetMinutes: offset });
type SumsQuery = { in: { query: z.input<typeof sumsQuerySchema> }; out: { query: z.output<typeof sumsQuerySchema> } };

/** Middleware: refuses a malformed query with 400. */
export const readSumsQuery = zValidator('query', sumsQuerySchema, (result) => {
  if (!result.success) refuse('request-refused', { because: `${String(result.error.issues[0]?.path[0])} is missing or malformed` });
});

export async function getCallSums(c: Context<App, '/team/sums', SumsQuery>): Promise<Response> {
  requireTeamAccess(c);
  const { from, to, utcOffsetMinutes } = c.req.valid('query');
  if (from >= to || to - from > maxDays * dayMs) refuse('request-refused', { because: `from is before to, by ${maxDays} days at most` });
  return c.json({ sums: await findCallSums(c.env.DB, { from, to }, utcOffsetMinutes) } satisfies CallSums);
}
