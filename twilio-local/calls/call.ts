/** One leg of a call as Twilio keeps it: its numbers, its direction and its status. */
import type { CallEndpoint, EndpointObserver, Refusal } from './call-endpoint.ts';
import { createStatusTracker, isFinal, type FinalStatus, type StatusTracker } from './call-status.ts';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export type CallDetails = {
  sid: string;
  from: string;
  to: string;
  direction: Direction;
  parentCallSid?: string;
  /** Time in the queue before the call starts; undefined for a call that is not queued. */
  queueMs?: number;
  /** Sent with every request for TwiML: custom parameters of the app, `ApplicationSid`. */
  parameters?: Record<string, string>;
  /** Asked for TwiML where another document of this call fails. */
  voiceFallbackUrl?: string | undefined;
  /** POST by default. */
  voiceFallbackMethod?: 'GET' | 'POST' | undefined;
};

export type Call = CallDetails &
  Omit<StatusTracker, 'change'> & {
    readonly createdAt: Date;
    readonly refusal: Refusal | undefined;
    readonly endpoint: CallEndpoint;
    /** Aborted when a REST request gives this leg its own document: a <Dial> that holds the leg releases it without a hang-up. */
    readonly takenOver: AbortSignal;
    takeOver(): void;
    answeredBy: string | undefined;
    /** How the last <Dial> of this caller was refused, or a <Reject>: an unanswered caller is refused the same way. */
    outcome: { status: FinalStatus; sipCode: number } | undefined;
    /** The TwiML document that runs on this leg. */
    program: AbortController | undefined;
    /** Starts a queued call. */
    connect(openEndpoint: (observer: EndpointObserver) => CallEndpoint): void;
    /** Accepts the call of a caller; no-op once it is answered. */
    answer(): void;
    /** Ends the leg from Twilio's side. */
    end(status: FinalStatus, error?: { code: number; message: string }): void;
  };

/** Whole seconds between answer and end; 0 for a call that was never answered. */
export function durationOf(call: Call): number {
  if (!call.answeredAt) return 0;
  return Math.round(((call.endedAt ?? new Date()).getTime() - call.answeredAt.getTime()) / 1000);
}

function throwNotConnected(sid: string): never {
  throw new Error(`The endpoint of call ${sid} was used before the call was connected.`);
}

function observerOf(tracker: StatusTracker, onRefused: (reason: Refusal) => void): EndpointObserver {
  return {
    ringing: () => tracker.change('ringing'),
    answered: () => tracker.change('in-progress'),
    refused(reason) {
      onRefused(reason);
      tracker.change(reason.status);
    },
    // A caller who hangs up before the answer canceled the call.
    hungUp: () => tracker.change(tracker.status === 'in-progress' ? 'completed' : 'canceled'),
  };
}

export function createCall(details: CallDetails, initial: 'queued' | 'ringing'): Call {
  const tracker = createStatusTracker(initial);
  const taken = new AbortController();
  let endpoint: CallEndpoint | undefined;
  let refusal: Refusal | undefined;

  const observer = observerOf(tracker, (reason) => (refusal = reason));

  return {
    ...details,
    createdAt: new Date(),
    get startedAt() {
      return tracker.startedAt;
    },
    over: tracker.over,
    watch: (listener) => tracker.watch(listener),
    statusAt: (time) => tracker.statusAt(time),
    takenOver: taken.signal,
    takeOver: () => taken.abort(),
    answeredBy: undefined,
    outcome: undefined,
    program: undefined,
    get status() {
      return tracker.status;
    },
    get answeredAt() {
      return tracker.answeredAt;
    },
    get endedAt() {
      return tracker.endedAt;
    },
    get refusal() {
      return refusal;
    },
    get endpoint() {
      return endpoint ?? throwNotConnected(details.sid);
    },
    connect(openEndpoint) {
      if (tracker.status === 'queued') tracker.change('initiated');
      endpoint = openEndpoint(observer);
    },
    answer() {
      if (tracker.status === 'in-progress' || isFinal(tracker.status)) return;
      endpoint?.answer();
      tracker.change('in-progress');
    },
    end(final, error) {
      if (isFinal(tracker.status)) return;
      endpoint?.end(error);
      tracker.change(final);
    },
  };
}
