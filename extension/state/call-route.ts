/** The route of a call: the browser or the agent's own phone, and the reason when it is not the chosen one. */
import type { Mode } from '../../shared/call.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { AppState } from './app-state.ts';

export type CallRoute =
  /** `because`: the Problem of the browser, when the agent's own phone replaces it. */
  { is: 'open'; mode: Mode; because?: Problem } | { is: 'closed'; problem: Problem };

/** Problems of this browser alone: the agent's own phone can still call. */
const browserProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'settings-missing',
  'settings-malformed',
  'token-refused',
  'token-expired',
  'clock-wrong',
  'line-unreachable',
  'line-timed-out',
  'line-busy-elsewhere',
  'media-blocked',
  'microphone-blocked',
  'microphone-not-asked',
  'microphone-missing',
  'microphone-in-use',
]);

/** Whether an own phone could make the call that failed with `problem`. */
export function isOfBrowserAlone({ code }: Problem): boolean {
  return browserProblems.has(code);
}

type Known = Pick<AppState, 'agent' | 'line' | 'microphone' | 'busyElsewhere'>;

/** The route of a call that the agent wants to make by `wanted`; closed with the Problem that blocks every route. */
export function callRouteFor(known: Known, wanted: Mode): CallRoute {
  const { agent } = known;
  if (wanted === 'phone' && agent?.modes.phone) {
    return agent.phone === null ? { is: 'closed', problem: { code: 'agent-has-no-phone' } } : { is: 'open', mode: 'phone' };
  }
  const obstacle = browserObstacle(known);
  if (obstacle) return fallbackRoute(obstacle, agent);
  // The call in the other browser occupies the headset. Without an own phone the agent may still try here.
  const fallback: CallRoute | null = known.busyElsewhere ? fallbackRoute({ code: 'line-busy-elsewhere' }, agent) : null;
  return fallback?.is === 'open' ? fallback : { is: 'open', mode: 'browser' };
}

/** The route of a call that the browser cannot make because of `problem`. */
export function fallbackRoute(problem: Problem, agent: AppState['agent']): CallRoute {
  if (!isOfBrowserAlone(problem) || !agent?.modes.phone) return { is: 'closed', problem };
  if (agent.phone === null) return { is: 'closed', problem: { ...problem, details: { ...problem.details, ownPhone: 'unknown' } } };
  return { is: 'open', mode: 'phone', because: problem };
}

function browserObstacle({ agent, line, microphone }: Known): Problem | null {
  if (agent && !agent.modes.browser) return { code: 'settings-missing' };
  if (microphone === 'denied') return { code: 'microphone-blocked' };
  if (microphone === 'prompt') return { code: 'microphone-not-asked' };
  if (microphone === 'missing') return { code: 'microphone-missing' };
  return line.is === 'problem' ? line.problem : null;
}
