/** `/admin…`: the page for admins. The sign-in and its files are public; every other route needs the session. */
import { Hono, type Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { guardedRoutes } from '../http/guarded-routes.ts';
import { limitBody } from '../http/request-body.ts';
import { applyChangedLimits } from '../limits/changed-limits.ts';
import {
  addAdminByForm,
  addAgentByForm,
  allowCountryByForm,
  cutOffByForm,
  makePairingLink,
  removeAgentByForm,
  revokeAdminByForm,
  runDoctor,
  saveLimitsByForm,
  saveGroupsByForm,
  showPage,
  signOutBrowserByForm,
  stopByForm,
} from './page-actions.tsx';
import { keepLanguage } from './page-context.ts';
import { requireAdminSession, requireFormToken, requireOwnForm } from './page-guards.ts';
import { pageStyle } from './page-style.ts';
import { refreshScript } from './refresh-script.ts';
import { limitSignInRate, showSignIn, signIn, signOut } from './sign-in.tsx';

const maxFormBytes = 16 * 1024;

export const signInRoutes = new Hono<App>()
  .get('/sign-in', showSignIn)
  .post('/sign-in', limitSignInRate, limitBody(maxFormBytes), requireOwnForm, signIn)
  .get('/style.css', (c) => c.body(pageStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  .get('/refresh.js', (c) => c.body(refreshScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }));

export const adminPageRoutes = guardedRoutes(
  limitBody(maxFormBytes),
  requireOwnForm,
  requireAdminSession,
  requireFormToken,
  applyChangedLimits,
)
  .get('/', getPage)
  .post('/sign-out', signOut)
  .post('/agents', addAgentByForm)
  .post('/ring-groups', saveGroupsByForm)
  .post('/revocations', removeAgentByForm)
  .post('/session-revocations', signOutBrowserByForm)
  .post('/pairing-codes', makePairingLink)
  .post('/stops', stopByForm)
  .post('/countries', allowCountryByForm)
  .post('/limits', saveLimitsByForm)
  .post('/cut-off', cutOffByForm)
  .post('/doctor', runDoctor)
  .post('/admins', addAdminByForm)
  .post('/admin-revocations', revokeAdminByForm);

function getPage(c: Context<App>): Response | Promise<Response> {
  return keepLanguage(c) ? c.redirect('/admin', 303) : showPage(c);
}
