/** `GET /api/push`: the socket over which a browser hears what happens to its agent's calls. */
import type { Context } from 'hono';
import { pushProtocol } from '../../shared/push.ts';
import type { App } from '../http/bindings.ts';
import { browserHeader, identityHeader } from './agent-hub.ts';
import { refuse } from '../http/http-errors.ts';
import { agentOfSession } from '../agents/require-agent.ts';
import { hashToken } from '../http/random-token.ts';
import { extensionOrigins } from '../http/settings.ts';

/** The session comes as the second subprotocol. A web page may not even ask: browsers always name their origin here. */
export async function openPushSocket(c: Context<App>): Promise<Response> {
  const origin = c.req.header('origin');
  if (origin !== undefined && !extensionOrigins(c.env).includes(origin)) {
    refuse('request-refused', { because: 'sockets are for the extension alone' }, 403);
  }
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') refuse('request-refused', { because: 'this is a socket' }, 426);
  const [protocol, session] = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((text) => text.trim());
  if (protocol !== pushProtocol) refuse('request-refused', { because: `the first subprotocol is "${pushProtocol}"` });
  if (session === undefined) return refuse('not-paired');
  const { identity } = await agentOfSession(c.env.DB, session);
  const headers = { upgrade: 'websocket', [identityHeader]: identity, [browserHeader]: await hashToken(session) };
  return c.env.AGENT_HUBS.getByName(identity).fetch(c.req.url, { headers });
}
