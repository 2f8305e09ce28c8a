/** Guard of the team's calls. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';

/** Refuses with 403 an agent to whom the admin has not opened the calls of the team. */
export function requireTeamAccess(c: Pick<Context<App>, 'var'>): void {
  if (!c.var.agent.seesTeam) refuse('request-refused', { because: "the admin has not opened the team's calls to this agent" }, 403);
}
