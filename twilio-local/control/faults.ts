/** The misfortunes that can be switched on, to see how the product bears them. */

export type FaultSettings = {
  /** No new signalling socket is accepted. */
  refuseConnections: boolean;
  /** Registered sockets live on, and no invite is delivered to them. */
  stopInvites: boolean;
  /** Sound goes neither way. */
  blackholeMedia: boolean;
  /** Every access token is refused with this code. */
  refuseTokens: number | undefined;
  /** Status callbacks: wait first, send so many times more, swap neighbours, send none. */
  webhooks: { delayMs?: number; repeat?: number; reorder?: boolean; lose?: boolean };
  /** The next `times` REST requests are answered with this HTTP status. */
  rest: { status: number; times: number } | undefined;
};

export type Faults = {
  current(): FaultSettings;
  /** Takes one REST failure when there is one left. */
  takeRestFailure(): number | undefined;
  change(settings: Partial<FaultSettings>): void;
  clear(): void;
};

const none = (): FaultSettings => ({
  refuseConnections: false,
  stopInvites: false,
  blackholeMedia: false,
  refuseTokens: undefined,
  webhooks: {},
  rest: undefined,
});

export function createFaults(): Faults {
  let settings = none();
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
      settings = none();
    },
  };
}
