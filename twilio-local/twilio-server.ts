/** The TLS port that plays *.twilio.com: signalling, REST, Insights. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { WebSocketServer } from 'ws';
import type { Certificate } from './certificate.ts';
import type { TwilioContext } from './context.ts';
import { readBody } from './control/http.ts';
import type { Dialer } from './rest/create-call.ts';
import { answerRest, isRestPath } from './rest/rest-api.ts';
import { serveSocket } from './signalling/signalling.ts';

/** Insights takes everything; it comes from a page, so a preflight comes first. */
async function answerInsights(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await readBody(request);
  response.writeHead(200, {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-headers': 'content-type, x-twilio-token',
    'access-control-allow-methods': 'POST, OPTIONS',
  });
  response.end();
}

async function serve(context: TwilioContext, dial: Dialer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'https://localhost').pathname;
  if (request.headers.host?.startsWith('eventgw.')) return answerInsights(request, response);
  if (isRestPath(path)) return answerRest(context, dial, request, response);
  // Among what is not here: the SDK's sounds. A quick 404 keeps an incoming call from waiting for them.
  response.writeHead(404, { 'access-control-allow-origin': '*' }).end();
}

/** Makes the server; it does not listen yet. */
export function createTwilioServer(context: TwilioContext, dial: Dialer, { key, certificate }: Certificate): Server {
  const server = createServer({ key, cert: certificate }, (request, response) => {
    serve(context, dial, request, response).catch(() => response.writeHead(400).end());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  server.on('upgrade', (request, socket, head) => {
    const wanted = new URL(request.url ?? '/', 'https://localhost').pathname === '/signal';
    if (!wanted || context.faults.current().refuseConnections) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(context, webSocket));
  });
  return server;
}
