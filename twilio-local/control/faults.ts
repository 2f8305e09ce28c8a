/** Faults that tests and people can switch on. */

export type FaultSettings = {
  /** No new signalling socket is accepted. */
  refuseConnections: boolean;
  /** No new signalling socket is accepted at the hosts of these edges, such as `frankfurt` or `roaming`. */
  downEdges: readonly string[];
  /** The next `times` sockets are refused with `error.retryAfter` and closed with 1013. */
  overload: { retryAfter: number; times: number } | undefined;
  /** Registered sockets stay open and get no invites. */
  stopInvites: boolean;
  /** No audio passes in either direction. */
  blackholeMedia: boolean;
  /** Every access token is refused with this code. */
  refuseTokens: number | undefined;
  /** Status callbacks: delay, number of repetitions, swapped neighbours, none at all. */
  webhooks: { delayMs?: number; repeat?: number; reorder?: boolean; lose?: boolean };
  /** The next `times` REST requests are answered with this HTTP status. */
  rest: { status: number; times: number } | undefined;
};

export type Faults = {
  current(): FaultSettings;
  /** Consumes one overload; gives its time of waiting. */
  takeOverload(): { retryAfter: number } | undefined;
  /** Consumes one REST failure; gives its HTTP status. */
  takeRestFailure(): number | undefined;
  change(settings: Partial<FaultSettings>): void;
  clear(): void;
};

const noFaults = (): FaultSettings => ({
  refuseConnections: false,
  downEdges: [],
  overload: undefined,
  stopInvites: false,
  blackholeMedia: false,
  refuseTokens: undefined,
  webhooks: {},
  rest: undefined,
});

export function createFaults(): Faults {
  let settings = noFaults();
  return {
    current: () => settings,
    takeOverload() {
      if (!settings.overload || settings.overload.times <= 0) return undefined;
      settings.overload.times -= 1;
      return { retryAfter: settings.overload.retryAfter };
    },
    takeRestFailure() {
      if (!settings.rest || settings.rest.times <= 0) return undefined;
      settings.rest.times -= 1;
      return settings.rest.status;
    },
    change(next) {
      settings = { ...settings, ...next };
    },
    clear() {
      settings = noFaults();
    },
  };
}
