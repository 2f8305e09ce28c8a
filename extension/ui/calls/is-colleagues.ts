/** Whose call a row of the log is. */
import type { LoggedCall } from '../../../shared/api.ts';
import { appState } from '../app/signals.ts';

/** A call of another agent: in the team's log, or taken over from that agent. An agent keeps the name with a new identity. */
export function isColleagues({ agentName }: LoggedCall): boolean {
  const own = appState.value.agent?.name;
  return agentName !== undefined && own !== undefined && agentName !== own;
}
