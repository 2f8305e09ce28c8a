/** The app state, which the views show: pure types and the empty state. app-state-store.ts stores it. */
import type { Agent, CallTransfer } from '../../shared/api.ts';
import type { Call } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { AudioWarning, InvitedTransfer, Line, MicrophoneState, PreflightResult, Quality } from '../protocol/engine-events.ts';
import type { PageNumber } from '../protocol/schemas.ts';

export type ActiveCall = Call & {
  /** The number as the page or the person wrote it. */
  written?: string;
  pageUrl?: string;
  /** The phone extension, keyed after the answer. */
  ext?: string;
  /** The Problem that made the agent's own phone replace the chosen browser. */
  because?: Problem;
  /** The tab that the call was started from. */
  tabId?: number;
  muted: boolean;
  /** The other party hears music since then (Unix milliseconds). */
  heldSince?: number;
  /** A hold or resume is on its way, at the latest until then (Unix milliseconds). */
  changingHoldUntil?: number;
  /** Keys sent so far in this call. */
  keys: string;
  quality?: Quality;
  /** What is wrong with the audio, the gravest first. */
  warnings?: AudioWarning[];
  /** Whole seconds of talk in the log, once the call has ended. */
  talkSeconds?: number;
  reconnectingSince?: number;
  /** `reports` of the log's last row. */
  reports?: number;
  /** The other party's name on the page; outgoing calls only. */
  name?: string;
  /** Incoming calls only; `number` is '' when the caller has none. */
  caller?: Caller;
  /** Our number that the caller dialled, E.164. */
  called?: string;
  /** The recording of the call; `changes` counts the changes that the log had seen by then. */
  recording?: { state: 'recording' | 'paused' | 'off'; changes: number };
  /** A change of the recording is on its way, at the latest until then (Unix milliseconds). */
  changingRecordingUntil?: number;
  /** The last transfer of the call, as the log has it. */
  transfer?: CallTransfer;
  /** The call has left this agent; `to` is a name, a number or `voicemail`. */
  transferredTo?: string;
};

/** A call that rings in this browser. */
export type IncomingCall = {
  /** Our own id, a UUID. */
  callId: string;
  /** The call's id in the log. */
  sid: string;
  caller: Caller;
  /** Our number that the caller dialled, E.164; '' when unknown. */
  called: string;
  /** The start of the ringing here. */
  since: number;
  /** `loud` rings; `waiting` (during another call) beeps once; `silent` makes no sound, because the person silenced the call. */
  ringMode: 'loud' | 'waiting' | 'silent';
  /** A colleague transfers the call, asks first, or did not answer it. */
  transfer?: InvitedTransfer;
  /** The person answered; the call is not connected yet. */
  answering: boolean;
  /** The time of the automatic answer. */
  autoAnswerAt?: number;
};

/** A call that stopped ringing here without an answer here. */
export type EndedRing = IncomingCall & {
  at: number;
  because: 'taken' | 'caller-left' | 'declined' | 'voicemail' | 'unanswered';
  /** The name of the agent who took the call. */
  by?: string;
};

/** Whether nobody is known to have taken the call, so that the agent owes a call back. */
export const isMissedRing = ({ because }: EndedRing) => because === 'caller-left' || because === 'unanswered';

/** The last "Ring me now". `ms` is the time from the request to the ring. */
export type RingTest =
  | { is: 'asked'; at: number; probe: string }
  | { is: 'rang'; at: number; ms: number }
  | { is: 'failed'; at: number; problem: Problem };

/** The content of one tab's card. */
export type Card = {
  /** Names the one frame that shows this card. */
  nonce: string;
  /** The number as the page writes it. */
  written: string;
  /** The number of the `tel:` link, as the link writes it. */
  href?: string;
  /** E.164, when the page's text could be read. */
  number?: string;
  country?: string;
  /** The country that the page is read for. */
  region?: Country;
  /** The country of the site's other numbers. */
  learned?: Country;
  /** The country that the page seems to belong to. */
  hint?: string;
  /** The likeliest countries of a number whose country is not sure; `forSite`: the answer holds for the site's other numbers too. */
  ask?: { countries: readonly Country[]; forSite: boolean };
  /** The contact's name on the page. */
  name?: string;
  /** `keyboard`: by Hatif's own shortcut. */
  opened?: 'click' | 'hover' | 'keyboard';
  pageUrl: string;
  host: string;
};

/** A number for the dial pad, from the context menu or a card; `host` is the site that shows it. */
export type Draft = { written: string; host?: string };

export type AppState = {
  agent: Agent | null;
  line: Line;
  microphone: MicrophoneState | 'unknown';
  /** The live call, or the last one until the next begins. */
  call: ActiveCall | null;
  /** A second call, on hold beside the live one; or the last one that ended beside it. Live only while `call` is. */
  heldCall: ActiveCall | null;
  /** Ringing calls, the oldest first. */
  incoming: IncomingCall[];
  /** The last call that stopped ringing without an answer here; shown for some seconds from `at` on, a missed one until it is seen. */
  endedRing: EndedRing | null;
  /** The agent's choice; "busy" follows from `call`. */
  availability: 'available' | 'away';
  /** Missed calls, with or without a voicemail, since the log was last opened. */
  missed: number;
  ringTest: RingTest | null;
  /** The last test call of the check-up that ended. */
  preflight: { id: string; result: PreflightResult } | null;
  /** Another browser of this agent has a live call. */
  busyElsewhere: boolean;
  /** The Problem of the last failed command. */
  problem: { problem: Problem; at: number } | null;
  /** The popup clears it. */
  draft: Draft | null;
  cards: Record<number, Card>;
  /** The numbers of the page in front, as last listed. */
  pageNumbers: ListedNumber[];
  /** The number of the last request for them: answers to an earlier one are not listed. */
  pageNumbersRequest: number;
};

/** With the likeliest countries of a number whose country is not sure. */
export type ListedNumber = PageNumber & { countries?: Country[] };

export const emptyAppState: AppState = {
  agent: null,
  line: { is: 'off' },
  microphone: 'unknown',
  call: null,
  heldCall: null,
  incoming: [],
  endedRing: null,
  availability: 'available',
  missed: 0,
  ringTest: null,
  preflight: null,
  busyElsewhere: false,
  problem: null,
  draft: null,
  cards: {},
  pageNumbers: [],
  pageNumbersRequest: 0,
};
