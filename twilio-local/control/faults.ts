/** Faults that tests and people can switch on. */

export type FaultSettings = {
  /** No new signalling socket is accepted. */
  refuseConnections: boolean;
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

export type Faults = {
  current(): FaultSettings;
  /** Consumes one REST failure; gives its HTTP status. */
  takeRestFailure(): number | undefined;
  change(settings: Partial<FaultSettings>): void;
  clear(): void;
};

const noFaults = (): FaultSettings => ({
  refuseConnections: false,
  stopInvites: false,
  blackholeMedia: false,
  refuseTokens: undefined,
  webhooks: {},
  rest: undefined,
  recordings: {},
});

export function createFaults(): Faults {
  let settings = noFaults();
  return {
    current: () => settings,
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
