/** Engine events: reported by the offscreen page to the background. */
import type { LoggedCall, ProbeNeed } from '../../shared/api.ts';
import type { CallEvent } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Problem } from '../../shared/problem.ts';

export type MicrophoneState = 'granted' | 'prompt' | 'denied' | 'missing';
/** 4 clear, 3 good, 2 weak, 1 breaking up. */
export type Quality = 1 | 2 | 3 | 4;

/** What is wrong with the audio of a call, the gravest first. */
export const audioWarnings = [
  'nothing-heard',
  'nothing-arrives',
  'nothing-leaves',
  'microphone-silent',
  'packets-lost',
  'uneven-network',
  'slow-network',
] as const;
export type AudioWarning = (typeof audioWarnings)[number];

/** `by`: the colleague who transfers or asks; who did not answer a call that comes back. */
export type InvitedTransfer = { why: 'sent' | 'asked' | 'returned'; by: string };

/** A call that rings here. `since`: when it began to ring. */
export type Invited = {
  callId: string;
  sid: string;
  caller: Caller;
  called: string;
  since: number;
  /** A colleague transfers the call, asks first, or did not answer it. */
  transfer?: InvitedTransfer;
  /** `loud` rings; `waiting` came during a call or beside another: one soft beep; `silent`: the person silenced it. */
  ringMode: 'loud' | 'waiting' | 'silent';
  /** When it is answered automatically. */
  autoAnswerAt?: number;
};

/** A call of the engine, reported with `engineStarted`. */
export type EngineCall = {
  callId: string;
  sid?: string;
  /** The agent's choice. */
  muted: boolean;
  phase: 'dialling' | 'ringing' | 'connected';
  since: number;
  /** On hold beside another call: its microphone is silent. */
  aside?: boolean;
};

/** How a test call went. `media` is null where the call was never connected; `rttMs` is null without a measure. */
export type PreflightResult = {
  signalling: { ms: number } | { problem: Problem };
  media: { rttMs: number | null } | { problem: Problem } | null;
};

/** From the offscreen page to the background. All times are Unix milliseconds. */
export type EngineEvent =
  | { event: 'engineStarted'; calls: EngineCall[]; invited: Invited[]; line: Line; microphone: MicrophoneState }
  | { event: 'lineChanged'; line: Line }
  | { event: 'tokenNeeded'; because: 'expiring' | 'refused' }
  | { event: 'microphoneChanged'; microphone: MicrophoneState }
  | { event: 'callChanged'; callId: string; sid?: string; move: CallEvent }
  | { event: 'callInvited'; invited: Invited }
  /** The call could not be answered, and rings on. */
  | { event: 'answerFailed'; callId: string; problem: Problem }
  /** The call stopped ringing here, and was not answered here; `declined`: by this agent, here or in another browser. */
  | { event: 'inviteEnded'; callId: string; at: number; declined: boolean }
  /** The backend must ring this browser, to prove that calls come in. */
  | { event: 'probeNeeded'; probe: string; need: ProbeNeed }
  | { event: 'preflightEnded'; preflight: string; result: PreflightResult }
  /** The call of "Ring me now" arrived, and rang. */
  | { event: 'probeRang'; probe: string; at: number }
  | { event: 'callMuted'; callId: string; on: boolean }
  | { event: 'keysSent'; callId: string; keys: string }
  | { event: 'callQuality'; callId: string; quality: Quality }
  /** All warnings that hold now. */
  | { event: 'callWarnings'; callId: string; warnings: AudioWarning[] }
  | { event: 'callReconnecting'; callId: string; since: number | null }
  /** Whether a call is live in another browser of this agent. */
  | { event: 'busyElsewhere'; on: boolean }
  /** Rows of the backend's log. `standing`: these are all calls that are live or ended in the last minutes. */
  | { event: 'callsPushed'; calls: LoggedCall[]; standing: boolean };

/** Whether this browser can call and be called: its registration at Twilio. All times are Unix milliseconds. */
export type Line =
  | { is: 'off' }
  /** `went-silent`: the registration let no call through and is built anew; `awaiting-proof`: registered, and the backend postponed the first probe call. */
  | { is: 'connecting'; since: number; because?: 'went-silent' | 'awaiting-proof' }
  /** An invitation last reached this browser at `provenAt`. `rebuiltAt`: when the registration was built anew, if it had gone silent. */
  | { is: 'ready'; provenAt: number; rebuiltAt?: number }
  /** Registered: calls go out. Whether calls come in could not be proven. */
  | { is: 'unproven'; problem: Problem; since: number; retryAt?: number }
  | { is: 'problem'; problem: Problem; since: number; retryAt?: number };
