/** Engine events: what the offscreen page reports to the background. */
import type { LoggedCall } from '../../shared/api.ts';
import type { CallEvent } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Problem } from '../../shared/problem.ts';

export type MicrophoneState = 'granted' | 'prompt' | 'denied' | 'missing';
/** 4 clear, 3 good, 2 weak, 1 breaking up. */
export type Quality = 1 | 2 | 3 | 4;

/** An invitation as the engine got it. */
export type Invited = { callId: string; sid: string; caller: Caller; called: string; since: number };

/** What the engine holds, told when it starts and when asked. */
export type EngineCall = { callId: string; sid?: string; muted: boolean; phase: 'dialling' | 'ringing' | 'connected'; since: number };

/** From the offscreen page to the background. All times are Unix milliseconds. */
export type EngineEvent =
  | { event: 'engineStarted'; calls: EngineCall[]; invited: Invited[]; line: EngineLine; microphone: MicrophoneState }
  | { event: 'lineChanged'; line: EngineLine }
  | { event: 'tokenNeeded'; because: 'expiring' | 'refused' }
  | { event: 'microphoneChangedEvent'; microphone: MicrophoneState }
  | { event: 'callChanged'; callId: string; sid?: string; move: CallEvent }
  | { event: 'callInvited'; invited: Invited }
  /** It could not be answered, and rings on. */
  | { event: 'answerFailed'; callId: string; problem: Problem }
  /** It rings here no more, and nobody answered it here. */
  | { event: 'inviteEnded'; callId: string; at: number }
  /** The line asks to be rung by the backend, so that it is known whether calls come in. */
  | { event: 'probeNeeded'; probe: string }
  /** The call of "Ring me now" came, and rang. */
  | { event: 'probeRang'; probe: string; at: number }
  | { event: 'callMuted'; callId: string; on: boolean }
  | { event: 'keysSent'; callId: string; keys: string }
  | { event: 'callQuality'; callId: string; quality: Quality }
  | { event: 'callReconnecting'; callId: string; since: number | null }
  /** Whether another browser of this agent has a call on. */
  | { event: 'busyElsewhere'; on: boolean }
  /** What the backend's log says of calls; `standing` when these are all that are on or ended just now. */
  | { event: 'callsPushed'; calls: LoggedCall[]; standing: boolean };

/** What the engine knows of its line. */
export type EngineLine =
  | { is: 'off' }
  | { is: 'connecting'; since: number; because?: 'went-silent' }
  /** A call from the backend came in at `provenAt`. */
  | { is: 'proven'; provenAt: number; rebuiltAt?: number }
  /** Registered, and no call was seen to come in. */
  | { is: 'unproven'; problem: Problem; since: number; retryAt?: number }
  | { is: 'down'; problem: Problem; since: number; retryAt?: number };
