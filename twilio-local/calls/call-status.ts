/** The statuses a call goes through, with the times of its answer and its end. */

export type FinalStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalStatus;

const finalStatuses = new Set<CallStatus>(['completed', 'busy', 'no-answer', 'failed', 'canceled']);
export const isFinal = (status: CallStatus): status is FinalStatus => finalStatuses.has(status);

export type StatusTracker = {
  readonly status: CallStatus;
  /** The arrival of an inbound call, or the dialling of another; undefined in the queue. */
  readonly startedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /** The status at a moment (Unix ms); undefined before the first one. */
  statusAt(time: number): CallStatus | undefined;
  /** Aborted when the status is final. */
  readonly over: AbortSignal;
  /** No-op for the present status and after a final one. */
  change(next: CallStatus): void;
  /** Calls the listener with every later status until the returned function is called. */
  watch(listener: (status: CallStatus) => void): () => void;
};

export function createStatusTracker(initial: CallStatus): StatusTracker {
  const listeners = new Set<(status: CallStatus) => void>();
  const over = new AbortController();
  const history = [{ status: initial, at: Date.now() }];
  let status = initial;
  let startedAt = initial === 'queued' ? undefined : new Date();
  let answeredAt: Date | undefined;
  let endedAt: Date | undefined;
  return {
    over: over.signal,
    get status() {
      return status;
    },
    get startedAt() {
      return startedAt;
    },
    get answeredAt() {
      return answeredAt;
    },
    get endedAt() {
      return endedAt;
    },
    statusAt: (time) => history.findLast(({ at }) => at <= time)?.status,
    change(next) {
      if (isFinal(status) || status === next) return;
      status = next;
      history.push({ status, at: Date.now() });
      if (next === 'initiated') startedAt = new Date();
      if (next === 'in-progress') answeredAt = new Date();
      if (isFinal(next)) endedAt = new Date();
      for (const listener of listeners) listener(next);
      if (isFinal(next)) over.abort();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
