/** The filters of the call log in a request, as a search of the viewer. */
import type { Context } from 'hono';
import { type CallFilters, minSearchLength } from '../../shared/call-log/call-filters.ts';
import { type CallSearch, findAgentId } from '../call-log/find-calls.ts';
import { isSearchable } from '../call-log/search-query.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { requireTeamAccess } from './require-team-access.ts';

/** No agent has this id. */
const unknownAgent = 0;

/** Refuses with 400 a text that the index cannot search, and with 403 the team's calls where they are not opened to the agent. */
export async function readCallSearch(c: Context<App>, filters: CallFilters): Promise<CallSearch> {
  const { q = '', from, to, direction, outcome, agent, scope } = filters;
  if (scope === 'team') requireTeamAccess(c);
  const words = q.trim() === '' ? undefined : q;
  if (words !== undefined && !isSearchable(words)) refuse('request-refused', { because: `q has fewer than ${minSearchLength} characters` });
  return {
    words,
    direction,
    outcome,
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
    ...(agent === undefined ? {} : { agent: (await findAgentId(c.env.DB, agent)) ?? unknownAgent }),
    ...(scope === 'team' ? {} : { viewer: c.var.agent.id }),
  };
}

/** Whether the filters let every call of the agent's own log pass. */
export function isUnfiltered({ q = '', scope = 'own', ...filters }: CallFilters): boolean {
  return scope === 'own' && q.trim() === '' && Object.values(filters).every((filter) => filter === undefined);
}
