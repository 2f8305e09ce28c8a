/** The control port: the page of simulated phones, and everything tests and people steer the local Twilio with. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { TwilioContext } from '../context.ts';
import { placeInbound } from '../phones/inbound.ts';
import { isE164 } from '../phones/phone-book.ts';
import type { Dialer } from '../rest/create-call.ts';
import { answerRest, isRestPath } from '../rest/rest-api.ts';
import { refusalOf } from './guard.ts';
import { readBody } from './http.ts';
import { servePageAudio } from './page-audio.ts';
import { readNumberInPath, routePhone, type ControlAnswer } from './phone-routes.ts';
import { readFaults, readFields, readJson, readText } from './read-settings.ts';
import { describeState } from './state.ts';
import { readPageFile } from './static-files.ts';
import { manualBehaviour } from '../phones/behaviour.ts';

type Control = { context: TwilioContext; dial: Dialer; crmUrl: string | undefined };

function sendJson(response: ServerResponse, { status, body }: ControlAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Sends what was kept and then what happens, until the reader leaves. */
function streamEvents({ events }: TwilioContext, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event: { id: number }) => response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  events.recent().forEach(send);
  response.on('close', events.follow(send));
}

function callIn(context: TwilioContext, body: unknown): ControlAnswer {
  const fields = readFields(body, ['from', 'to'], 'An inbound call');
  const from = readText(fields.from, 'from');
  if (from === undefined) throw new Error('An inbound call needs a "from".');
  const result = placeInbound(context, from, readText(fields.to, 'to'));
  return result.is === 'placed' ? { status: 200, body: { callSid: result.callSid } } : { status: 409, body: { error: result.why } };
}

function applyFaults(context: TwilioContext, body: unknown): ControlAnswer {
  const { clear, dropSockets, deafen, settings } = readFaults(body);
  if (clear) context.faults.clear();
  context.faults.change(settings);
  context.events.record('faults', { faults: context.faults.current(), dropSockets, deafen });
  if (deafen) for (const connection of context.clients.connections) connection.invitesBlocked = true;
  if (dropSockets) for (const { socket } of context.clients.connections) socket.terminate();
  return { status: 200, body: context.faults.current() };
}

function addPhone(context: TwilioContext, body: unknown): ControlAnswer {
  const fields = readFields(body, ['number', 'name'], 'A phone');
  const number = readText(fields.number, 'number') ?? '';
  if (!isE164(number)) throw new Error(`"${number}" is not an E.164 number such as +966555010142.`);
  if (context.phones.find(number)) return { status: 409, body: { error: `${number} is there already.` } };
  context.phones.add(number, { name: readText(fields.name, 'name') ?? number }, manualBehaviour);
  context.events.record('phone', { number, status: 'idle' });
  return { status: 201, body: { number } };
}

function sendRecording({ recordings }: TwilioContext, sid: string, response: ServerResponse): void {
  const recording = recordings.find(sid);
  if (!recording) return sendJson(response, { status: 404, body: { error: 'There is no such recording.' } });
  response.writeHead(200, { 'content-type': 'audio/x-wav' }).end(recording.file);
}

function routeControl({ context, crmUrl }: Control, method: string, path: string, body: unknown): ControlAnswer | undefined {
  const [, , section, number, act, ...more] = path.split('/');
  if (more.length > 0) return undefined;
  if (section === 'phones' && number !== undefined) return routePhone(context, method, readNumberInPath(number), act, body);
  switch (`${method} ${path}`) {
    case 'GET /control/state':
      return { status: 200, body: describeState(context, crmUrl) };
    case 'POST /control/inbound':
      return callIn(context, body);
    case 'POST /control/faults':
      return applyFaults(context, body);
    case 'POST /control/phones':
      return addPhone(context, body);
    default:
      return undefined;
  }
}

async function serve(control: Control, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const refusal = refusalOf(request);
  if (refusal) return sendJson(response, { status: 403, body: { error: refusal } });
  if (isRestPath(path)) return answerRest(control.context, control.dial, request, response);
  if (!path.startsWith('/control/')) {
    const file = method === 'GET' ? await readPageFile(path) : undefined;
    if (!file) return sendJson(response, { status: 404, body: { error: 'There is nothing here.' } });
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
    return;
  }
  if (path === '/control/events') return streamEvents(control.context, response);
  const recordingSid = /^\/control\/recordings\/(RE\w+)\.wav$/.exec(path)?.[1];
  if (recordingSid) return sendRecording(control.context, recordingSid, response);
  const body = method === 'GET' ? undefined : readJson(await readBody(request));
  sendJson(response, routeControl(control, method, path, body) ?? { status: 404, body: { error: `There is no ${method} ${path}.` } });
}

/** Makes the server; it does not listen yet. */
export function createControlServer(control: Control): Server {
  const server = createServer((request, response) => {
    serve(control, request, response).catch((error: unknown) => {
      if (response.headersSent) response.end();
      else sendJson(response, { status: 400, body: { error: error instanceof Error ? error.message : String(error) } });
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64_000 });
  server.on('upgrade', (request, socket, head) => {
    const part = /^\/control\/phones\/([^/]+)\/audio$/.exec(new URL(request.url ?? '/', 'http://localhost').pathname)?.[1];
    try {
      if (part === undefined || refusalOf(request)) throw new Error('Refused.');
      const phone = control.context.phones.get(readNumberInPath(part));
      sockets.handleUpgrade(request, socket, head, (webSocket) => servePageAudio(phone, webSocket, control.context.events));
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    }
  });
  return server;
}
