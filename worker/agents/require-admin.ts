/** Guard of the admin's routes: ADMIN_TOKEN. */
import type { Context, Next } from 'hono';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { tokensMatch } from '../http/random-token.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';

/**
 * Refuses with 401 without `Authorization: Bearer <ADMIN_TOKEN>`, and with 503 while ADMIN_TOKEN is unset or short. Not
 * `hono/bearer-auth`: it knows only the characters of Base64, and an admin may have chosen others.
 */
export async function requireAdmin(c: Context<App>, next: Next): Promise<void> {
  const { ADMIN_TOKEN } = requireSettings(settingsOf(c.env), 'ADMIN_TOKEN');
  const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (!given || !(await tokensMatch(given, ADMIN_TOKEN))) refuse('request-refused', { because: 'this needs ADMIN_TOKEN' }, 401);
  await next();
}
