/** Keeps the Problems that the app state shows, so that a report can list those that are over. */
import type { Problem } from '../../shared/problem.ts';
import { type AppState, emptyAppState } from '../state/app-state.ts';
import { loggedProblem, type LoggedProblem, logProblems } from '../state/problem-log.ts';

/** The Problems that `after` shows and `before` did not. */
export function newProblems(before: AppState, after: AppState, now: number): LoggedProblem[] {
  const line = problemOfLine(after);
  const call = problemOfCall(after);
  const sameCall = after.call?.id === before.call?.id;
  const { problem, ringTest } = after;
  const added: LoggedProblem[] = [];
  if (line && line.code !== problemOfLine(before)?.code) added.push(loggedProblem('line', line, now));
  if (call && !(sameCall && call.code === problemOfCall(before)?.code)) added.push(loggedProblem('call', call, now));
  if (problem && problem.at !== before.problem?.at) added.push(loggedProblem('action', problem.problem, problem.at));
  if (ringTest?.is === 'failed' && ringTest.at !== before.ringTest?.at) added.push(loggedProblem('test', ringTest.problem, ringTest.at));
  return added;
}

const problemOfLine = ({ line }: AppState): Problem | null => (line.is === 'problem' || line.is === 'unproven' ? line.problem : null);

/** The reason of the end, or of the change to the agent's own phone. */
function problemOfCall({ call }: AppState): Problem | null {
  return (call?.phase.is === 'ended' ? call.phase.problem : undefined) ?? call?.because ?? null;
}

export async function recordProblems(before: AppState | undefined, after: AppState): Promise<void> {
  await logProblems(newProblems(before ?? emptyAppState, after, Date.now()));
}
