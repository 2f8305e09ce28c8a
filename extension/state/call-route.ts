/** Which way a call goes: from the browser, or through the agent's own phone, and why not as chosen. */
import type { Mode } from '../../shared/call.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { AppState } from './app-state.ts';

export type CallRoute =
  /** `because` is what keeps the browser from calling, where the agent's own phone steps in for it. */
  { is: 'open'; mode: Mode; because?: Problem } | { is: 'closed'; problem: Problem };

/** What is wrong with this browser alone: the agent's own phone can call all the same. */
const ofBrowserAlone: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
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

type Known = Pick<AppState, 'agent' | 'line' | 'microphone' | 'busyElsewhere'>;

/** The way a call goes now when the agent chose `wanted`; closed with the Problem that stands in every way. */
export function callRouteFor(known: Known, wanted: Mode): CallRoute {
  const { agent } = known;
  if (wanted === 'phone' && agent?.modes.phone) {
    return agent.phone === null ? { is: 'closed', problem: { code: 'agent-has-no-phone' } } : { is: 'open', mode: 'phone' };
  }
  const obstacle = browserObstacle(known);
  if (obstacle) return fallbackRoute(obstacle, agent);
  // Their headset is taken by the call in the other browser. Without a phone of their own they may still try.
  const round: CallRoute | null = known.busyElsewhere ? fallbackRoute({ code: 'line-busy-elsewhere' }, agent) : null;
  return round?.is === 'open' ? round : { is: 'open', mode: 'browser' };
}

/** The way of a call that the browser cannot make because of `problem`. */
export function fallbackRoute(problem: Problem, agent: AppState['agent']): CallRoute {
  if (!ofBrowserAlone.has(problem.code) || !agent?.modes.phone) return { is: 'closed', problem };
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
