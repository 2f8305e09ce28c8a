/** Fetches access tokens for the line; a failure shows as the line's Problem. */
import { type Problem, problemOf, type ProblemCode } from '../../../shared/problem.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchToken } from '../../worker-client.ts';
import { sendToEngine } from './engine.ts';
import { refreshAgent } from './agent.ts';

/** A retry cannot cure these: a person has to act first. */
const permanent: ProblemCode[] = ['session-revoked', 'agent-unknown', 'not-paired'];

/** Sends the engine the token that it asks for. A working line keeps its state while a renewal is retried. */
export async function sendToken(): Promise<void> {
  const problem = await renewToken();
  if (!problem) return;
  const { line } = await readAppState();
  if ((line.is !== 'ready' && line.is !== 'unproven') || permanent.includes(problem.code)) await showLineProblem(problem);
}

/** Checks the whole chain: the backend issues a token, Twilio registers the line with it, a probe call arrives. */
export async function checkLine(): Promise<void> {
  await sendToEngine({ command: 'lookAtMicrophone' });
  await sendToEngine({ command: 'holdLine' });
  const problem = await renewToken();
  if (problem) await showLineProblem(problem);
  else await sendToEngine({ command: 'proveLine' });
}

/** @returns the Problem that prevents a new token, or null when the engine has one. */
async function renewToken(): Promise<Problem | null> {
  const pairing = await readPairing();
  if (!pairing) {
    await sendToEngine({ command: 'dropLine' });
    return { code: 'not-paired' };
  }
  try {
    const { token, expiresAt } = await fetchToken(pairing);
    await sendToEngine({ command: 'useToken', token, expiresAt: Date.parse(expiresAt) });
    if (!(await readAppState()).agent) await refreshAgent(pairing);
    return null;
  } catch (error) {
    const problem = problemOf(error, 'backend-unreachable');
    await sendToEngine({ command: permanent.includes(problem.code) ? 'dropLine' : 'noToken' });
    return problem;
  }
}

const showLineProblem = (problem: Problem) =>
  changeAppState((appState) => ({
    ...appState,
    line: { is: 'problem', problem, since: appState.line.is === 'problem' ? appState.line.since : Date.now() },
  }));
