/** Finds the agent whom an admin names. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { AgentRecord, App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { agentsNamed } from './agent-store.ts';

/** One line. Direction marks are refused, because they would reverse the text around the name, and half characters, which the database replaces. */
export const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u));

/** @param name identity or name. Refuses with 404 when it is no agent's, with 409 when it is the identity of one and the name of another. */
export async function requireAgentNamed(c: Context<App>, name: string): Promise<AgentRecord> {
  const [agent, other] = await agentsNamed(c.env.DB, name);
  if (!agent) refuse('not-found', { because: 'no agent of this name' });
  if (other) refuse('request-refused', { because: describeAmbiguity(agent, other) }, 409);
  return agent;
}

function describeAmbiguity(byIdentity: AgentRecord, byName: AgentRecord): string {
  const choice = `use the name "${byIdentity.name}" for the first and the identity ${byName.identity} for the second`;
  return `this is the identity of one agent and the name of another: ${choice}`;
}
