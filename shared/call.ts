/** The call state machine: a call, its phases, and the only transitions between them. */
import type { Problem } from './problem.ts';

export type Direction = 'outgoing' | 'incoming';

/** Where the agent talks: in the browser, or on their own phone. */
export type Mode = 'browser' | 'phone';

/** How a call ended; the log and the views share these values. */
export const outcomes = ['completed', 'busy', 'no-answer', 'cancelled', 'declined', 'failed', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** All times are Unix milliseconds. */
export type Phase =
  | { is: 'dialling' }
  /** The next three occur only on the agent's own phone: the call waits in Twilio's queue, rings, asks for the key 1. */
  | { is: 'queued'; since: number }
  | { is: 'own-phone-ringing'; since: number }
  | { is: 'own-phone-answered'; since: number }
  /** The other party's phone. */
  | { is: 'ringing'; since: number }
  | { is: 'connected'; since: number }
  | { is: 'ended'; at: number; outcome: Outcome; connectedAt?: number; problem?: Problem };

/** Every phase in its order. A call may skip phases, never go back. */
export const phases = ['dialling', 'queued', 'own-phone-ringing', 'own-phone-answered', 'ringing', 'connected', 'ended'] as const;

export type Call = {
  /** Our own UUID, made where the call starts. */
  id: string;
  /** Twilio's CallSid of the agent's leg, once known. */
  sid?: string;
  direction: Direction;
  mode: Mode;
  /** The other party, E.164 for outgoing calls. */
  number: string;
  startedAt: number;
  phase: Phase;
};

/** The log has an incoming call under Twilio's CallSid alone. */
export const loggedIdOf = ({ id, sid, direction }: Call): string => (direction === 'incoming' ? (sid ?? id) : id);

/** An event of a call. Events may arrive late, twice or out of order. */
export type CallEvent =
  | { happened: 'queued'; at: number }
  | { happened: 'own-phone-rang'; at: number }
  | { happened: 'own-phone-answered'; at: number }
  | { happened: 'rang'; at: number }
  | { happened: 'answered'; at: number }
  | { happened: 'ended'; at: number; outcome: Outcome; problem?: Problem }
  /** The log's outcome of an ended call: replaces the browser's guess. */
  | { happened: 'settled'; at: number; outcome: Outcome; problem?: Problem };

/** A call before its first event. */
export function newCall(parts: Omit<Call, 'phase'>): Call {
  const phase: Phase = parts.direction === 'incoming' ? { is: 'ringing', since: parts.startedAt } : { is: 'dialling' };
  return { ...parts, phase };
}

/**
 * The call after `event`. A late or repeated event leaves the call as it is (the same object), so a screen never moves
 * backwards.
 * @throws {Error} on a transition that no order of events can produce: a programmer's mistake.
 */
export function step(call: Call, event: CallEvent): Call {
  const phase = nextPhase(call, event);
  return phase === call.phase ? call : { ...call, phase };
}

/** How a call stands in the log, which the backend folds from Twilio's reports. Times are ISO; null while not known. */
export type FoldedCall = {
  phase: Phase['is'];
  outcome: Outcome | null;
  problem: Problem | null;
  ringingAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
};

/**
 * The call brought level with its row of the log. A row behind the call leaves the call as it is (the same object).
 * @param now caps every time: the backend's clock may be ahead, and nothing began in the future.
 * @throws {Error} on a phase of the own phone for a call without one: a programmer's mistake.
 */
export function adopt(call: Call, row: FoldedCall, now: number): Call {
  const at = (time: string | null) => (time === null ? now : Math.min(Date.parse(time), now));
  if (row.phase === 'ended') {
    const talked = row.answeredAt === null ? call : step(call, { happened: 'answered', at: at(row.answeredAt) });
    const { problem } = row;
    return step(talked, { happened: 'settled', at: at(row.endedAt), outcome: row.outcome ?? 'failed', ...(problem ? { problem } : {}) });
  }
  if (call.mode !== 'phone' && (row.phase === 'queued' || row.phase === 'own-phone-ringing' || row.phase === 'own-phone-answered'))
    throw new Error(`call ${call.id}: a call in the ${call.mode} has no own phone, it cannot adopt '${row.phase}'`);
  const phase = forward(call.phase, openPhase(row.phase));
  return phase === call.phase ? call : { ...call, phase };

  function openPhase(is: Exclude<Phase['is'], 'ended'>): Phase {
    if (is === 'dialling') return { is };
    return { is, since: is === 'connected' ? at(row.answeredAt) : is === 'ringing' ? at(row.ringingAt) : now };
  }
}

function nextPhase({ id, direction, mode, phase }: Call, event: CallEvent): Phase {
  switch (event.happened) {
    case 'queued':
    case 'own-phone-rang':
    case 'own-phone-answered':
      if (mode !== 'phone') throw new Error(`call ${id}: a call in the ${mode} has no own phone, it cannot '${event.happened}'`);
      return forward(phase, { is: ownPhonePhases[event.happened], since: event.at });
    case 'rang':
      if (direction === 'incoming') throw new Error(`call ${id}: an incoming call starts ringing, it cannot 'rang' from '${phase.is}'`);
      return forward(phase, { is: 'ringing', since: event.at });
    case 'answered':
      return forward(phase, { is: 'connected', since: event.at });
    case 'ended':
      return phase.is === 'ended' ? phase : ended(phase, event);
    case 'settled':
      return phase.is === 'ended' ? { ...ended(phase, event), at: phase.at } : ended(phase, event);
  }
}

const ownPhonePhases = {
  queued: 'queued',
  'own-phone-rang': 'own-phone-ringing',
  'own-phone-answered': 'own-phone-answered',
} as const;

/** `next` when it lies ahead of `phase`. */
function forward(phase: Phase, next: Phase): Phase {
  return phases.indexOf(next.is) > phases.indexOf(phase.is) ? next : phase;
}

function ended(phase: Phase, event: { at: number; outcome: Outcome; problem?: Problem }): Extract<Phase, { is: 'ended' }> {
  const connectedAt = phase.is === 'connected' ? phase.since : phase.is === 'ended' ? phase.connectedAt : undefined;
  return {
    is: 'ended',
    at: event.at,
    outcome: event.outcome,
    ...(connectedAt === undefined ? {} : { connectedAt }),
    ...(event.problem ? { problem: event.problem } : {}),
  };
}

export function isLive(call: Call | null | undefined): call is Call {
  return call != null && call.phase.is !== 'ended';
}
