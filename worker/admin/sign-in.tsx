/** Signing in to the admin page: a token is exchanged for a short session, which scripts cannot read. */
import type { Context, Next } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { adminOfToken, adminSessionSeconds, createAdminSession, endAdminSession } from '../agents/admin-store.ts';
import { logChange } from '../agents/log-change.ts';
import type { App } from '../http/bindings.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { keepLanguage, pageContext } from './page-context.ts';
import { Notice, PageShell } from './page-shell.tsx';
import type { PageText } from './page-texts.ts';

/** The prefix binds the cookie to this host, and to HTTPS where the host is not this machine. */
export const sessionCookie = '__Host-hatif-admin';

type Problem = { heading: PageText; why: PageText };

const tokenWrong: Problem = { heading: 'tokenWrong', why: 'tokenWrongWhy' };
const tooOften: Problem = { heading: 'tooOften', why: 'tooOftenWhy' };

/** `GET /admin/sign-in`. */
export function showSignIn(c: Context<App>): Response | Promise<Response> {
  return keepLanguage(c) ? c.redirect('/admin/sign-in', 303) : signInPage(c);
}

/** Middleware: refuses with 429 too many attempts from one address. */
export async function limitSignInRate(c: Context<App>, next: Next): Promise<Response | undefined> {
  const { success } = await c.env.SIGN_IN_LIMITER.limit({ key: c.req.header('cf-connecting-ip') ?? 'unknown' });
  if (!success) return signInPage(c, tooOften, 429);
  await next();
  return undefined;
}

/** `POST /admin/sign-in`. */
export async function signIn(c: Context<App>): Promise<Response> {
  const { ADMIN_TOKEN } = requireSettings(settingsOf(c.env), 'ADMIN_TOKEN');
  const token = (c.var.params['token'] ?? '').trim();
  const admin = token ? await adminOfToken(c.env.DB, token, ADMIN_TOKEN) : undefined;
  if (!admin) return signInPage(c, tokenWrong, 401);
  const session = await createAdminSession(c.env.DB, token, Date.now());
  setCookie(c, sessionCookie, session, {
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: adminSessionSeconds,
  });
  c.set('admin', admin.name);
  await logChange(c, 'signed-in');
  return c.redirect('/admin', 303);
}

/** `POST /admin/sign-out`. */
export async function signOut(c: Context<App>): Promise<Response> {
  await endAdminSession(c.env.DB, getCookie(c, sessionCookie) ?? '');
  deleteCookie(c, sessionCookie, { secure: true, path: '/' });
  return c.redirect('/admin/sign-in', 303);
}

function signInPage(c: Context<App>, problem?: Problem, status: 200 | 401 | 429 = 200): Response | Promise<Response> {
  const page = pageContext(c);
  const { text } = page;
  return c.html(
    <PageShell page={page} isSignedIn={false}>
      <main class="sign-in">
        <form class="panel stack" method="post" action="/admin/sign-in">
          <h2>{text('signIn')}</h2>
          <p class="muted">{text('signInWhy')}</p>
          {problem && (
            <Notice is="problem" heading={text(problem.heading)}>
              <p>{text(problem.why)}</p>
            </Notice>
          )}
          <label>
            {text('token')}
            <input class="field num" type="password" name="token" required autofocus autocomplete="current-password" />
          </label>
          <button class="button primary">{text('signIn')}</button>
        </form>
      </main>
    </PageShell>,
    status,
  );
}
