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
  /**
   * The next `times` REST requests are answered with this HTTP status, and with this error code or the usual one of the status;
   * with `method`, requests of this method alone.
   */
  rest: (RestFailure & { times: number; method?: string | undefined }) | undefined;
  /** How far the list of calls is behind, in milliseconds. */
  listLagMs: number | undefined;
  /** How long after its end a call has no price yet, in milliseconds. */
  priceLagMs: number | undefined;
  recordings: RecordingFaults;
};

/** How recordings are served, and what the callback of a new one says. */
export type RecordingFaults = {
  /** REST redirects the audio to a storage on another host name. */
  redirect?: boolean | undefined;
  /** `processing` and `absent` recordings have no audio yet, or none at all. */
  status?: 'completed' | 'processing' | 'absent' | undefined;
  /** The address of a bucket of the customer, where the audio is in place of Twilio. */
  ownBucket?: string | null | undefined;
};

export type RestFailure = { status: number; code?: number | undefined };

/**
 * Twilio's list of calls is eventually consistent, by an undocumented time:
 * https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
 */
const defaultListLagMs = 3000;
const defaultPriceLagMs = 5 * 60_000;

export type Faults = {
  current(): FaultSettings;
  /** Consumes one overload; gives its time of waiting. */
  takeOverload(): { retryAfter: number } | undefined;
  /** Consumes one REST failure, for a request of this method. */
  takeRestFailure(method: string): RestFailure | undefined;
  listLagMs(): number;
  priceLagMs(): number;
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
  recordings: {},
  listLagMs: undefined,
  priceLagMs: undefined,
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
    takeRestFailure(method) {
      if (!settings.rest || settings.rest.times <= 0 || (settings.rest.method ?? method) !== method) return undefined;
      settings.rest.times -= 1;
      return settings.rest;
    },
    listLagMs: () => settings.listLagMs ?? defaultListLagMs,
    priceLagMs: () => settings.priceLagMs ?? defaultPriceLagMs,
    change(next) {
      settings = { ...settings, ...next };
    },
    clear() {
      settings = noFaults();
    },
  };
}
