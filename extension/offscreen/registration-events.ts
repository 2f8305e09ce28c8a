/** The state, events and effects of the registration reducer. */
import type { ProbeNeed } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Line } from '../protocol/engine-events.ts';
import type { TwilioFailure } from './twilio-problem.ts';

export type RegistrationState = {
  /** From `hold` to `drop`. */
  wanted: boolean;
  line: Line;
  hasDevice: boolean;
  /** Consecutive failures to get a token or to register. */
  failures: number;
  /** Consecutive probe calls that never arrived. */
  silences: number;
  /** Consecutive failed probe calls, for any reason. */
  inconclusive: number;
  rebuiltAt: number | null;
  /** When an invitation last arrived; null before the first, and from the moment that the registration is suspected to be silent. */
  evidenceAt: number | null;
  /** The Device has not registered yet. */
  isNewDevice: boolean;
  /** The next token makes a new Device even if the present one is registered. Until then calls go out by the present one. */
  rebuild: boolean;
};

export type TokenReason = 'expiring' | 'refused';

export type RegistrationEvent =
  | { is: 'hold' }
  | { is: 'drop' }
  | { is: 'tokenReceived'; token: string; expiresAt: number }
  | { is: 'tokenUnavailable' }
  /** A person asks whether calls come in. */
  | { is: 'checkRequested' }
  /** The machine slept or its network changed. */
  | { is: 'woke' }
  | { is: 'registered' }
  | { is: 'unregistered' }
  /** An error of the Device; `ofCall` when the error belongs to one call. */
  | { is: 'deviceFailed'; error: TwilioFailure; ofCall: boolean }
  /** An invitation arrived: a customer's call, a probe call of this browser or of another one of the agent. */
  | { is: 'invited'; at: number }
  /** The probe call left the backend and did not arrive. */
  | { is: 'probeLost' }
  /** The probe call could not be placed, which says nothing about the line. */
  | { is: 'probeFailed'; problem: Problem }
  /** There is no probe call now: the line asks again after `laterMs`. */
  | { is: 'probePostponed'; laterMs: number }
  /** The backend reports that this call rings here. */
  | { is: 'inviteAnnounced'; sid: string }
  | { is: 'inviteMissed' }
  | TimerEvent;

/** Events that a `schedule` effect delivers later. */
export type TimerEvent = { is: 'tokenDue'; because: TokenReason } | { is: 'registrationTimedOut'; problem: Problem } | { is: 'proofDue' };

/** What the driver sees at the moment of the event. */
export type Facts = {
  now: number;
  /** From 0 (included) to 1 (excluded): the jitter of this event's retry. */
  random: number;
  /** While a call is live the Device is kept, whatever happens to its registration. */
  callIsLive: boolean;
  /** The SDK's own state of the Device. */
  isRegistered: boolean;
};

export type TimerName = 'token' | 'registration' | 'proof';

export type Effect =
  | { is: 'report'; line: Line }
  | { is: 'askForToken'; because: TokenReason }
  | { is: 'makeDevice'; token: string }
  | { is: 'updateToken'; token: string }
  | { is: 'destroyDevice' }
  | { is: 'startProbe'; need: ProbeNeed }
  | { is: 'stopProbe' }
  | { is: 'expectInvite'; sid: string }
  | { is: 'forgetInvites' }
  /** Replaces a timer of the same name. */
  | { is: 'schedule'; timer: TimerName; afterMs: number; event: TimerEvent }
  | { is: 'cancel'; timer: TimerName };

export type Transition = { state: RegistrationState; effects: Effect[] };
