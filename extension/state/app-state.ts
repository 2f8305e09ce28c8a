/** The app state: what the views show now. Pure types and the empty state; app-state-store.ts keeps it. */
import type { Agent } from '../../shared/api.ts';
import type { Call } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { MicrophoneState, Quality } from '../protocol/engine-events.ts';
import type { PageNumber } from '../protocol/schemas.ts';

/** The line as people are told of it. All times are Unix milliseconds. */
export type Line =
  | { is: 'off' }
  /** `because` says that a registration which let no call through is being built anew. */
  | { is: 'connecting'; since: number; because?: 'went-silent' }
  /** A call from our backend reached this browser at `provenAt`. `rebuiltAt`: the line had gone silent and was built anew then. */
  | { is: 'ready'; provenAt: number; rebuiltAt?: number }
  /** Calls go out; whether they come in could not be proven. */
  | { is: 'unproven'; problem: Problem; since: number; retryAt?: number }
  | { is: 'problem'; problem: Problem; since: number; retryAt?: number };

export type ActiveCall = Call & {
  /** As the page or the person wrote it. */
  written?: string;
  pageUrl?: string;
  /** The extension behind the number, keyed once they answer. */
  ext?: string;
  /** Why the agent's own phone was called although the browser was chosen. */
  because?: Problem;
  /** The tab the call was started from. */
  tabId?: number;
  muted: boolean;
  /** Keys sent so far in this call. */
  keys: string;
  quality?: Quality;
  reconnectingSince?: number;
  /** How many reports the log made of it, as last told. */
  reports?: number;
  /** The other party's name, as the page gives it, for a call that goes out. */
  name?: string;
  /** Who called, for a call that came in; `number` is '' when they have none. */
  caller?: Caller;
  /** The number they called, E.164. */
  called?: string;
};

/** A call that reached this browser and that nobody has taken yet. */
export type IncomingCall = {
  /** Ours, made when the invitation came. */
  callId: string;
  /** The call's id in the log. */
  sid: string;
  caller: Caller;
  /** Which of our numbers they called, E.164; '' when unknown. */
  called: string;
  /** When it began to ring here. */
  since: number;
  /** `loud` rings; `waiting` came during a call: one soft beep; `silent` makes no sound: the person silenced it. */
  ringMode: 'loud' | 'waiting' | 'silent';
  /** Somebody answered here, and the line is being joined. */
  answering: boolean;
  /** When it is answered by itself. */
  autoAnswerAt?: number;
};

/** What became of the last call that rang here and was not answered here. */
export type EndedRing = IncomingCall & {
  at: number;
  because: 'taken' | 'caller-left' | 'declined' | 'voicemail' | 'unanswered';
  /** The name of the agent who took it. */
  by?: string;
};

/** The last "Ring me now". `ms` is the time from the request to the ring. */
export type RingTest =
  | { is: 'asked'; at: number; probe: string }
  | { is: 'rang'; at: number; ms: number }
  | { is: 'failed'; at: number; problem: Problem };

/**
 * What one tab's card shows. `written` is what the page says, `href` the number that its `tel:` link calls, as the link
 * writes it, `learned` the country of the site's other numbers, `hint` what the page seems to be of, `name` whose number it
 * is as the page has it.
 */
export type Card = {
  written: string;
  href?: string;
  number?: string;
  country?: string;
  learned?: Country;
  hint?: string;
  name?: string;
  pageUrl: string;
  host: string;
};

export type AppState = {
  agent: Agent | null;
  line: Line;
  microphone: MicrophoneState | 'unknown';
  /** The live call, or the last one until the next begins. */
  call: ActiveCall | null;
  /** Calls that ring here now, the oldest first. */
  incoming: IncomingCall[];
  /** The last call that rang here and went elsewhere; shown for some seconds from `at` on. */
  endedRing: EndedRing | null;
  /** What the agent chose; being busy comes by itself from `call`. */
  availability: 'available' | 'away';
  /** Missed calls and voicemails since the log or the list of calls was last looked at. */
  missed: number;
  ringTest: RingTest | null;
  /** Another browser of this agent has a call on. */
  busyElsewhere: boolean;
  /** Why the last command came to nothing. */
  problem: { problem: Problem; at: number } | null;
  /** A number put into the dial pad from elsewhere (the context menu), until the popup takes it. */
  draft: string | null;
  cards: Record<number, Card>;
  /** Of the page in front, when they were last asked for. */
  pageNumbers: PageNumber[];
};

export const emptyAppState: AppState = {
  agent: null,
  line: { is: 'off' },
  microphone: 'unknown',
  call: null,
  incoming: [],
  endedRing: null,
  availability: 'available',
  missed: 0,
  ringTest: null,
  busyElsewhere: false,
  problem: null,
  draft: null,
  cards: {},
  pageNumbers: [],
};
