/** One leg of a call as Twilio keeps it: who, which way, and the statuses it goes through. */
import type { CallEndpoint, EndpointObserver, Refusal } from './call-endpoint.ts';

export type FinalStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalStatus;
export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export type CallDetails = {
  sid: string;
  from: string;
  to: string;
  direction: Direction;
  parentCallSid?: string;
  /** How long it waits before it goes out, in milliseconds; nothing for a call that does not wait. */
  queueMs?: number;
  /** Sent with every request for TwiML: custom parameters of the app, `ApplicationSid`. */
  parameters?: Record<string, string>;
};

export type Call = CallDetails & {
  readonly status: CallStatus;
  readonly createdAt: Date;
  readonly answeredAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly refusal: Refusal | undefined;
  /** Aborted when the call has ended. */
  readonly over: AbortSignal;
  readonly endpoint: CallEndpoint;
  /** Aborted when a REST request gave this leg a document of its own: a <Dial> that holds it lets go without hanging up. */
  readonly takenOver: AbortSignal;
  takeOver(): void;
  answeredBy: string | undefined;
  /** How the last <Dial> of this caller was refused, or a <Reject>: an unanswered caller is refused the same way. */
  outcome: { status: FinalStatus; sipCode: number } | undefined;
  /** The TwiML document now running on this leg. */
  program: AbortController | undefined;
  /** A queued call goes out. */
  connect(openEndpoint: (observer: EndpointObserver) => CallEndpoint): void;
  /** Accepts a caller's call; nothing when it is answered already. */
  answer(): void;
  /** Ends the leg from our side. */
  end(status: FinalStatus, error?: { code: number; message: string }): void;
  /** Tells every later status until the returned function is called. */
  watch(listener: (status: CallStatus) => void): () => void;
};

const finals = new Set<CallStatus>(['completed', 'busy', 'no-answer', 'failed', 'canceled']);
export const isFinal = (status: CallStatus): status is FinalStatus => finals.has(status);

/** Whole seconds between answer and end; 0 for a call that was never answered. */
export function durationOf(call: Call): number {
  if (!call.answeredAt) return 0;
  return Math.round(((call.endedAt ?? new Date()).getTime() - call.answeredAt.getTime()) / 1000);
}

/** A call that nobody picked up yet has no endpoint; asking for it is a mistake of ours. */
function throwNotConnected(sid: string): never {
  throw new Error(`Call ${sid} was asked for its endpoint before it was connected.`);
}

export function createCall(details: CallDetails, initial: 'queued' | 'ringing'): Call {
  const listeners = new Set<(status: CallStatus) => void>();
  const over = new AbortController();
  const taken = new AbortController();
  let status: CallStatus = initial;
  let endpoint: CallEndpoint | undefined;
  let answeredAt: Date | undefined;
  let endedAt: Date | undefined;
  let refusal: Refusal | undefined;

  function become(next: CallStatus): void {
    if (isFinal(status) || status === next) return;
    status = next;
    if (next === 'in-progress') answeredAt = new Date();
    if (isFinal(next)) endedAt = new Date();
    for (const listener of listeners) listener(next);
    if (isFinal(next)) over.abort();
  }

  const observer: EndpointObserver = {
    ringing: () => become('ringing'),
    answered: () => become('in-progress'),
    refused(why) {
      refusal = why;
      become(why.status);
    },
    // A caller who leaves before the answer canceled; everybody else completed.
    hungUp: () => become(status === 'in-progress' ? 'completed' : 'canceled'),
  };

  return {
    ...details,
    createdAt: new Date(),
    over: over.signal,
    takenOver: taken.signal,
    takeOver: () => taken.abort(),
    answeredBy: undefined,
    outcome: undefined,
    program: undefined,
    get status() {
      return status;
    },
    get answeredAt() {
      return answeredAt;
    },
    get endedAt() {
      return endedAt;
    },
    get refusal() {
      return refusal;
    },
    get endpoint() {
      return endpoint ?? throwNotConnected(details.sid);
    },
    connect(openEndpoint) {
      if (status === 'queued') become('initiated');
      endpoint = openEndpoint(observer);
    },
    answer() {
      if (status === 'in-progress' || isFinal(status)) return;
      endpoint?.answer();
      become('in-progress');
    },
    end(final, error) {
      if (isFinal(status)) return;
      endpoint?.end(error);
      become(final);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
