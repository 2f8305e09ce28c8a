/** `GET /api/agent`: who this session belongs to. */
import type { Context } from 'hono';
import type { Agent } from '../shared/api.ts';
import type { AgentRow } from './agents.ts';
import type { App } from './bindings.ts';
import { modesOf, settingsOf, type Settings } from './settings.ts';

export async function agent(c: Context<App>): Promise<Response> {
  return c.json(showAgent(c.var.agent, settingsOf(c.env)));
}

/** An agent as the extension sees one. Everybody at work counts as available. */
export function showAgent({ identity, name, phone }: AgentRow, settings: Settings): Agent {
  const callerId = settings.values.TWILIO_CALLER_IDS?.get('*') ?? null;
  return { identity, name, phone, availability: 'available', modes: modesOf(settings), callerId };
}
