/** `POST /api/push/tickets` and `GET /api/push`: the socket that carries the changes of an agent's calls to a browser. */
import type { Context, Next } from 'hono';
import { identitySchema } from '../../shared/api.ts';
import { pushProtocol, type PushTicket } from '../../shared/push.ts';
import { agentByIdentity } from '../agents/agent-store.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { extensionOrigins } from '../http/settings.ts';
import { identityHeader, ticketHeader } from './agent-hub.ts';

/** The identity stands before the ticket, because the agent's hub remembers it. */
export async function createPushTicket(c: Context<App>): Promise<Response> {
  const { agent, browser } = c.var;
  const ticket = await c.env.AGENT_HUBS.getByName(agent.identity).issueTicket(browser);
  return c.json({ ticket: `${agent.identity}.${ticket}` } satisfies PushTicket, 201);
}

/** Guard: a socket of the extension. Web pages are refused by their origin, which browsers always send with a socket. */
export async function requireUpgrade(c: Context<App>, next: Next): Promise<void> {
  const origin = c.req.header('origin');
  if (origin !== undefined && !extensionOrigins(c.env).includes(origin)) {
    refuse('request-refused', { because: 'sockets are for the extension alone' }, 403);
  }
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') refuse('request-refused', { because: 'this is a socket' }, 426);
  await next();
}

/** Hands the socket over to the agent's hub, which opens it for a valid ticket. */
export async function openPushSocket(c: Context<App>): Promise<Response> {
  const { identity, ticket } = readTicket(c);
  // The hub of a name that is no agent's is not woken.
  const agent = await agentByIdentity(c.env.DB, identity);
  if (!agent || agent.revokedAt !== null) refuseTicket();
  const headers = { upgrade: 'websocket', [identityHeader]: identity, [ticketHeader]: ticket };
  const answer = await c.env.AGENT_HUBS.getByName(identity).fetch(c.req.url, { headers });
  if (!answer.webSocket) refuseTicket();
  // The headers of an answer of a Durable Object are immutable.
  return new Response(null, { status: 101, webSocket: answer.webSocket, headers: { 'sec-websocket-protocol': pushProtocol } });
}

function readTicket(c: Context<App>): { identity: string; ticket: string } {
  const [protocol, offered] = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((text) => text.trim());
  if (protocol !== pushProtocol) refuse('request-refused', { because: `the first subprotocol is "${pushProtocol}"` });
  if (offered === undefined) refuse('not-paired');
  const [identity = '', ticket = ''] = offered.split('.', 2);
  if (!identitySchema.safeParse(identity).success || ticket === '') refuseTicket();
  return { identity, ticket };
}

function refuseTicket(): never {
  refuse('request-refused', { because: 'the ticket is unknown, was used, or has expired' }, 401);
}
