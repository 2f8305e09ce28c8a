/** `GET /api/push`: the socket that carries the changes of an agent's calls to a browser. */
import type { Context, Next } from 'hono';
import { pushProtocol } from '../../shared/push.ts';
import { agentOfSession } from '../agents/require-agent.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { hashToken } from '../http/random-token.ts';
import { extensionOrigins } from '../http/settings.ts';
import { browserHeader, identityHeader } from './agent-hub.ts';

/**
 * Guard: a socket of the extension, with the session as its second subprotocol. Stores the agent in the context. Web pages
 * are refused by their origin, which browsers always send with a socket.
 */
export async function requireSocketSession(c: Context<App>, next: Next): Promise<void> {
  const origin = c.req.header('origin');
  if (origin !== undefined && !extensionOrigins(c.env).includes(origin)) {
    refuse('request-refused', { because: 'sockets are for the extension alone' }, 403);
  }
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') refuse('request-refused', { because: 'this is a socket' }, 426);
  const [protocol] = subprotocols(c);
  if (protocol !== pushProtocol) refuse('request-refused', { because: `the first subprotocol is "${pushProtocol}"` });
  c.set('agent', await agentOfSession(c.env.DB, sessionOf(c)));
  await next();
}

/** Hands the socket over to the agent's hub. */
export async function openPushSocket(c: Context<App>): Promise<Response> {
  const { identity } = c.var.agent;
  const headers = { upgrade: 'websocket', [identityHeader]: identity, [browserHeader]: await hashToken(sessionOf(c)) };
  return c.env.AGENT_HUBS.getByName(identity).fetch(c.req.url, { headers });
}

function sessionOf(c: Context<App>): string {
  return subprotocols(c)[1] ?? refuse('not-paired');
}

function subprotocols(c: Context<App>): string[] {
  return (c.req.header('sec-websocket-protocol') ?? '').split(',').map((text) => text.trim());
}
