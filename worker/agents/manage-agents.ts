/** Handlers of `/api/admin/…`: agents and their pairing links. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { e164Schema } from '../../shared/api.ts';
import { logChange } from './log-change.ts';
import { nameSchema, requireAgentNamed } from './agent-by-name.ts';
import { addAgent, listAgents, saveRingGroups, saveTeamAccess } from './agent-store.ts';
import type { AgentRecord, App } from '../http/bindings.ts';
import { issuePairingCode } from './pairing-codes.ts';
import { readJson } from '../http/request-body.ts';
import { ringGroupSchema } from '../http/ring-group.ts';
import { refuse } from '../http/http-errors.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';

export const groupsSchema = z.array(ringGroupSchema).check(z.maxLength(20));
const newAgentSchema = z.strictObject({ name: nameSchema, phone: z.optional(e164Schema), groups: z.optional(groupsSchema) });
const ringGroupsSchema = z.strictObject({ name: nameSchema, groups: groupsSchema });
const teamAccessSchema = z.strictObject({ name: nameSchema, seesTeam: z.boolean() });
const agentNameSchema = z.strictObject({ name: nameSchema });

export async function listAgentsForAdmin(c: Context<App>): Promise<Response> {
  const agents = await listAgents(c.env.DB, Date.now());
  return c.json({
    agents: agents.map((agent) => ({ ...adminView(agent, agent.groups), devices: agent.devices, seesTeam: agent.seesTeam })),
  });
}

export async function createAgent(c: Context<App>): Promise<Response> {
  const { name, phone = null, groups = [] } = await readJson(c, newAgentSchema);
  const unique = [...new Set(groups)];
  const agent = await addAgent(c.env.DB, { name, phone, groups: unique }, Date.now());
  if (!agent) refuse('request-refused', { because: 'there is an agent of this name' }, 409);
  await logChange(c, 'agent-added', name);
  return c.json(adminView(agent, unique), 201);
}

/** Replaces the agent's ring groups. */
export async function updateRingGroups(c: Context<App>): Promise<Response> {
  const { name, groups } = await readJson(c, ringGroupsSchema);
  const agent = await requireAgentNamed(c, name);
  const unique = [...new Set(groups)];
  await saveRingGroups(c.env.DB, agent, unique);
  await logChange(c, 'groups-changed', agent.name);
  return c.json(adminView(agent, unique));
}

/** Whether the agent sees the calls of all agents. */
export async function updateTeamAccess(c: Context<App>): Promise<Response> {
  const { name, seesTeam } = await readJson(c, teamAccessSchema);
  const agent = await requireAgentNamed(c, name);
  await saveTeamAccess(c.env.DB, agent, seesTeam);
  await logChange(c, 'team-access-changed', agent.name);
  return c.json({ identity: agent.identity, name: agent.name, seesTeam });
}

export async function createPairingCode(c: Context<App>): Promise<Response> {
  const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
  const { name } = await readJson(c, agentNameSchema);
  const agent = await requireAgentNamed(c, name);
  if (agent.revokedAt !== null) refuse('request-refused', { because: 'this agent was removed: add them again first' }, 409);
  const { code, expiresAt } = await issuePairingCode(c.env.DB, agent.id, Date.now());
  await logChange(c, 'pairing-link-made', agent.name);
  return c.json({ code, link: `${PUBLIC_URL}/pair#${code}`, expiresAt: new Date(expiresAt).toISOString() }, 201);
}

function adminView({ identity, name, phone, revokedAt }: AgentRecord, groups: readonly string[]) {
  return { identity, name, phone, groups, revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString() };
}
