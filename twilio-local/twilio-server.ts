/** The TLS port that plays *.twilio.com: signalling, REST, Insights. */
import { createServer, type Server } from 'node:https';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { WebSocketServer } from 'ws';
import type { Certificate } from './certificate.ts';
import type { TwilioContext } from './context.ts';
import type { RestApi } from './rest/rest-api.ts';
import { edgeOfHost } from './signalling/edges.ts';
import { attachBrowser } from './signalling/signalling.ts';

/** Insights accepts everything. Its requests come from a page, so a preflight precedes them. */
const answerInsights = createMiddleware(async (c, next) => {
  if (!c.req.header('host')?.startsWith('eventgw.')) return next();
  return c.body(null, 200, {
    'access-control-allow-origin': c.req.header('origin') ?? '*',
    'access-control-allow-headers': 'content-type, x-twilio-token',
    'access-control-allow-methods': 'POST, OPTIONS',
  });
});

/** Makes the server; it does not listen yet. */
export function createTwilioServer(context: TwilioContext, restApi: RestApi, { key, certificate }: Certificate): Server {
  const app = new Hono<{ Bindings: HttpBindings }>().use(answerInsights).route('/', restApi);
  // The SDK asks for its sounds here. A quick 404 keeps an incoming call from waiting for them.
  app.notFound((c) => c.body(null, 404, { 'access-control-allow-origin': '*' }));
  app.onError((_, c) => c.body(null, 400));
  // The process that embeds this server keeps its own global Request and Response.
  const options = { fetch: app.fetch, createServer, serverOptions: { key, cert: certificate }, overrideGlobalObjects: false };
  const server = createAdaptorServer(options) as Server;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  server.on('upgrade', (request, socket, head) => {
    const isSignalling = new URL(request.url ?? '/', 'https://localhost').pathname === '/signal';
    const { refuseConnections, downEdges } = context.faults.current();
    const edge = edgeOfHost(request.headers.host);
    if (!isSignalling || refuseConnections || downEdges.includes(edge)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => attachBrowser(context, webSocket, edge));
  });
  return server;
}
