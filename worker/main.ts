/** Mounts the sub-apps, one per audience; each has its own guard. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { adminPageRoutes, signInRoutes } from './admin/page-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { agentRoutes, pushRoutes } from './agent-routes.ts';
import type { App, Bindings } from './http/bindings.ts';
import { handleError, handleNotFound } from './http/http-errors.ts';
import { secureHeaders } from './http/secure-headers.ts';
import { extensionOrigins } from './http/settings.ts';
import { refreshPrices } from './limits/call-prices.ts';
import { withChangedLimits } from './limits/changed-limits.ts';
import { settlePrices } from './limits/settle-prices.ts';
import { deleteExpired } from './log-api/delete-expired.ts';
import { reconcileOpenCalls } from './log-api/reconcile-open-calls.ts';
import { reconcileRecordings } from './log-api/reconcile-recordings.ts';
import { publicRoutes } from './public-routes.ts';
import { twimlRoutes, webhookRoutes } from './twilio-routes.ts';

const preflightSeconds = 600;
const app = new Hono<App>();

app.use('*', secureHeaders);
app.use('/admin/*', async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
});
app.use('/api/*', async (c, next) => {
  c.header('cache-control', 'no-store');
  return cors({
    origin: extensionOrigins(c.env),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'range'],
    exposeHeaders: ['retry-after', 'content-range', 'accept-ranges'],
    maxAge: preflightSeconds,
  })(c, next);
});

app.route('/', publicRoutes);
app.route('/api/push', pushRoutes);
app.route('/api/calls/twiml', twimlRoutes);
app.route('/api/calls/webhook', webhookRoutes);
app.route('/api/admin', adminRoutes);
app.route('/admin', signInRoutes);
app.route('/admin', adminPageRoutes);
// Last: its guard covers the whole of /api, so that a route which is mounted by mistake below is closed.
app.route('/api', agentRoutes);

app.notFound(handleNotFound);
app.onError(handleError);

export { AgentHub } from './push/agent-hub.ts';
export { ProbeBudget } from './push/probe-budget.ts';
export default Object.assign(app, {
  scheduled: async (_event, deployment) => {
    const now = Date.now();
    const env = await withChangedLimits(deployment, now);
    // A failure of one does not keep the others from their turn.
    const jobs = [reconcileOpenCalls, reconcileRecordings, deleteExpired, refreshPrices, settlePrices].map((job) => job(env, now));
    for (const done of await Promise.allSettled(jobs)) if (done.status === 'rejected') throw done.reason;
  },
} satisfies ExportedHandler<Bindings>);
