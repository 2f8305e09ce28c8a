/** Ends sessions: an agent signs their own browser out, an admin any browser or the whole agent. Sockets close at once. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { AgentRecord, App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { nameSchema, requireAgentNamed } from './agent-by-name.ts';
import { revokeAgent } from './agent-store.ts';
import { logChange } from './log-change.ts';
import { endSession, endSessionOfAgent, listSessions } from './sessions.ts';

/** `device` is the id of a browser in the list of sessions; without it the agent is removed. */
const revocationSchema = z.strictObject({ name: nameSchema, device: z.optional(z.string().check(z.regex(/^[0-9a-f]{8}$/))) });

/** `DELETE /api/session`: signs this browser out. */
export async function deleteSession(c: Context<App>): Promise<Response> {
  const { agent, browser } = c.var;
  await endSession(c.env.DB, browser, Date.now());
  await c.env.AGENT_HUBS.getByName(agent.identity).closeBrowser(browser);
  return c.body(null, 204);
}

/** `GET /api/admin/sessions?name=`: the paired browsers of an agent. */
export async function getSessions(c: Context<App>): Promise<Response> {
  const name = nameSchema.safeParse(c.req.query('name')).data ?? refuse('request-refused', { because: 'the query names no agent' });
  const agent = await requireAgentNamed(c, name);
  const sessions = await listSessions(c.env.DB, agent.id, Date.now());
  return c.json({
    sessions: sessions.map(({ id, deviceName, createdAt, lastUsedAt }) => ({
      id,
      deviceName,
      createdAt: new Date(createdAt).toISOString(),
      lastUsedAt: new Date(lastUsedAt).toISOString(),
    })),
  });
}

/** `POST /api/admin/revocations`: removes an agent, or signs one of their browsers out. */
export async function createRevocation(c: Context<App>): Promise<Response> {
  const { name, device } = await readJson(c, revocationSchema);
  const agent = await requireAgentNamed(c, name);
  if (device === undefined) {
    const revoked = await revokeAgent(c.env.DB, agent, Date.now());
    await c.env.AGENT_HUBS.getByName(agent.identity).closeSockets();
    await logChange(c, 'agent-removed', agent.name);
    return c.json(revoked);
  }
  if (!(await signOutBrowser(c, agent, device))) refuse('not-found', { because: 'this agent has no such browser: list their sessions' });
  return c.json({ endedSessions: 1 });
}

/** Signs one browser of the agent out, at once, and logs it. @returns false when the agent has no such browser. */
export async function signOutBrowser(c: Context<App>, agent: AgentRecord, device: string): Promise<boolean> {
  const browser = await endSessionOfAgent(c.env.DB, agent.id, device, Date.now());
  if (browser === null) return false;
  await c.env.AGENT_HUBS.getByName(agent.identity).closeBrowser(browser);
  await logChange(c, 'browser-signed-out', agent.name);
  return true;
}
