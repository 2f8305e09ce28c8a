/** Fetches access tokens for the line and says why when there is none. */
import { problemOf, type ProblemCode } from '../../shared/problem.ts';
import { changeBoard, readBoard } from '../board.ts';
import { readPairing } from '../settings.ts';
import { fetchToken } from '../worker-client.ts';
import { order } from './engine.ts';
import { refreshAgent } from './pairing.ts';

/** Trying again cannot cure these; the person has to do something first. */
const final: ProblemCode[] = ['session-revoked', 'agent-unknown', 'not-paired'];

export async function bringToken(): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return order({ order: 'dropLine' });
  try {
    const { token, expiresAt } = await fetchToken(pairing);
    await order({ order: 'useToken', token, expiresAt: Date.parse(expiresAt) });
    if (!(await readBoard()).agent) await refreshAgent(pairing);
  } catch (error) {
    const problem = problemOf(error, 'backend-unreachable');
    await order({ order: final.includes(problem.code) ? 'dropLine' : 'noToken' });
    await changeBoard((board) =>
      // A line that still stands does not fall because a renewal has to be tried again.
      board.line.is === 'ready' && !final.includes(problem.code)
        ? board
        : { ...board, line: { is: 'problem', problem, since: board.line.is === 'problem' ? board.line.since : Date.now() } },
    );
  }
}
