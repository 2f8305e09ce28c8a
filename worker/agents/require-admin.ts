/** Guard of the admins' routes: ADMIN_TOKEN, or the token of a further admin. */
import type { Context, Next } from 'hono';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { adminOfToken } from './admin-store.ts';

/**
 * Refuses with 401 without `Authorization: Bearer <token>`, and with 503 while ADMIN_TOKEN is unset or short. Not
 * `hono/bearer-auth`: it knows only the characters of Base64, and an admin may have chosen others.
 */
export async function requireAdmin(c: Context<App>, next: Next): Promise<void> {
  const { ADMIN_TOKEN } = requireSettings(settingsOf(c.env), 'ADMIN_TOKEN');
  const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const admin = given ? await adminOfToken(c.env.DB, given, ADMIN_TOKEN) : undefined;
  c.set('admin', (admin ?? refuse('request-refused', { because: 'this needs ADMIN_TOKEN' }, 401)).name);
  await next();
}
