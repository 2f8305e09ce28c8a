/** Derives the state of the card: beside a number, dialling, or docked during a call. */
import { isLive } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import type { AppState, ActiveCall, Card } from '../state/app-state.ts';
import { countryObstacle } from '../state/allowed-country.ts';
import type { CallRoute } from '../state/call-route.ts';
import type { NumberReading } from './number-reading.ts';

export type CardState =
  | { is: 'blank' }
  | { is: 'unreadable'; card: Card; problem: Problem }
  /** The country of the number is not sure. */
  | { is: 'unsure'; card: Card; ask: NonNullable<Card['ask']> }
  | { is: 'ready'; card: Card }
  /** Another call is live: this number waits. */
  | { is: 'busy'; card: Card; call: ActiveCall }
  /** No call is possible until the Problem is solved. */
  | { is: 'blocked'; card: Card; problem: Problem }
  | { is: 'dialling'; card: Card; call: ActiveCall }
  /** The call that was started on this card was not answered. */
  | { is: 'unanswered'; card: Card; call: ActiveCall }
  | { is: 'docked'; call: ActiveCall };

export type NumberCardState = Exclude<CardState, { is: 'blank' | 'docked' }>;

type CardInput = {
  appState: AppState;
  card: Card | undefined;
  reading: NumberReading | null;
  /** The route that a call would take now. */
  way: CallRoute;
  /** The call that was live since the card opened: the card shows the end of no other. */
  watchedCall: string | null;
  /** The Problem of the last press. */
  refusal: Problem | null;
  /** Names of missing settings, for a deployment without any mode; null or empty while unknown. */
  missingSettings: string | null;
  /** False in a frame that waits for its first card: it shows no call. */
  isOpened: boolean;
};

export function cardStateOf(input: CardInput): CardState {
  const { appState, card, reading, watchedCall } = input;
  const { call } = appState;
  const watched = call !== null && (call.phase.is !== 'ended' || call.id === watchedCall) ? call : null;
  if (!card || !reading) return watched && input.isOpened ? { is: 'docked', call: watched } : { is: 'blank' };
  if (reading.is === 'unsure') return { is: 'unsure', card, ask: reading.ask };
  if (reading.is === 'unreadable') return { is: 'unreadable', card, problem: reading.problem };
  const own = watched?.direction === 'outgoing' && watched.number === reading.number.e164 ? watched : null;
  if (own && wasConnected(own)) return { is: 'docked', call: own };
  if (own && isLive(own)) return { is: 'dialling', card, call: own };
  if (isLive(call)) return { is: 'busy', card, call };
  const problem = input.refusal ?? obstacle(input);
  if (problem) return { is: 'blocked', card, problem };
  return own && isUnanswered(own) ? { is: 'unanswered', card, call: own } : { is: 'ready', card };
}

/** The call is, or was, connected. */
function wasConnected({ phase }: ActiveCall): boolean {
  return phase.is === 'connected' || (phase.is === 'ended' && phase.connectedAt !== undefined);
}

/** The call failed or was not answered; the agent did not cancel it. */
function isUnanswered({ phase }: ActiveCall): boolean {
  return phase.is === 'ended' && (phase.problem !== undefined || !['cancelled', 'completed'].includes(phase.outcome));
}

/** The Problem that prevents a call; null when none is known. */
function obstacle({ appState: { agent, line }, reading, way, missingSettings: missing }: CardInput): Problem | null {
  if (!agent) return line.is === 'problem' ? line.problem : { code: 'not-paired' };
  if (!agent.modes.browser && !agent.modes.phone) return { code: 'settings-missing', ...(missing ? { details: { names: missing } } : {}) };
  if (way.is === 'closed') return way.problem;
  return reading?.is === 'read' ? countryObstacle(agent, reading.number.country) : null;
}
