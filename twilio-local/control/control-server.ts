/** The control port: the page of simulated phones, the routes that tests and people steer with, and REST and signalling over plain HTTP. */
import type { Server } from 'node:http';
import path from 'node:path';
import { createAdaptorServer, upgradeWebSocket } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TwilioContext } from '../context.ts';
import type { RestApi } from '../rest/rest-api.ts';
import type { ControlEnvironment } from './control-environment.ts';
import { createControlRoutes } from './control-routes.ts';
import { attachBrowser } from '../signalling/signalling.ts';
import { loopbackOnly } from './guard.ts';

const pageFolder = path.join(import.meta.dirname, '..', 'page');

const noStore = (c: { header(name: string, value: string): void }, next: () => Promise<void>) => {
  c.header('cache-control', 'no-store');
  return next();
};

/** Makes the server; it does not listen yet. */
export function createControlServer(context: TwilioContext, restApi: RestApi, crmUrl: string | undefined): Server {
  const app = new Hono<ControlEnvironment>()
    .use(loopbackOnly)
    .route('/', restApi)
    // Signalling without TLS, for a client that cannot be told to trust the certificate of the Twilio port.
    .get(
      '/signal',
      upgradeWebSocket(() => ({ onOpen: (_, { raw }) => attachBrowser(context, raw as WebSocket, 'roaming') })),
    )
    .route('/control', createControlRoutes(context, crmUrl))
    .get('/*', noStore, serveStatic({ root: pageFolder, index: 'phones.html' }));
  app.notFound((c) => {
    const { path: requested, method } = c.req;
    const error = requested.startsWith('/control/') ? `There is no ${method} ${requested}.` : 'There is nothing here.';
    return c.json({ error }, 404);
  });
  app.onError((error, c) => c.json({ error: error.message }, 400));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64_000 });
  // The process that embeds this server keeps its own global Request and Response.
  return createAdaptorServer({ fetch: app.fetch, websocket: { server: sockets }, overrideGlobalObjects: false }) as Server;
}
