/** Guards of the admin page: a session in a cookie, and forms of this page alone. */
import type { Context, Next } from 'hono';
import { getCookie } from 'hono/cookie';
import { adminOfSession } from '../agents/admin-store.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { hashToken, tokensMatch } from '../http/random-token.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { sessionCookie } from './sign-in.tsx';

/** Sends a browser without a session to the sign-in; refuses its forms with 401. */
export async function requireAdminSession(c: Context<App>, next: Next): Promise<Response | undefined> {
  const { ADMIN_TOKEN } = requireSettings(settingsOf(c.env), 'ADMIN_TOKEN');
  const session = getCookie(c, sessionCookie) ?? '';
  const admin = session ? await adminOfSession(c.env.DB, session, { ownerToken: ADMIN_TOKEN, now: Date.now() }) : undefined;
  if (!admin && c.req.method === 'GET') return c.redirect('/admin/sign-in', 303);
  if (!admin) return refuse('request-refused', { because: 'this needs a session of the admin page' }, 401);
  c.set('admin', admin.name);
  c.set('formToken', await formTokenOf(session));
  await next();
  return undefined;
}

/** Only who can read the page knows it, and it opens nothing without the cookie. */
const formTokenOf = (session: string) => hashToken(`form of ${session}`);

/**
 * Refuses with 403 a form that another site sent: browsers name the site in `Origin`, which no page can change. Stores the
 * fields in the context.
 */
export async function requireOwnForm(c: Context<App>, next: Next): Promise<void> {
  if (c.req.method !== 'GET') {
    const { PUBLIC_URL } = settingsOf(c.env).values;
    const own = [URL.parse(c.req.url)?.origin, PUBLIC_URL && URL.parse(PUBLIC_URL)?.origin];
    const origin = c.req.header('origin');
    if (!origin || !own.includes(origin)) refuse('request-refused', { because: 'the form is of another site' }, 403);
    const form = new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
    c.set('params', Object.fromEntries(form));
  }
  await next();
}

/** Refuses with 403 a form without the token of the session. */
export async function requireFormToken(c: Context<App>, next: Next): Promise<void> {
  if (c.req.method !== 'GET' && !(await tokensMatch(c.var.params['formToken'] ?? '', c.var.formToken))) {
    refuse('request-refused', { because: 'the form has no token of this session' }, 403);
  }
  await next();
}
