/**
 * Timeouts and retries of a webhook, with the overrides of its URL's fragment, such as `#rc=2&rp=5xx,ct&rt=3000`.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */

/** `4xx` and `5xx`: an error status. `ct`: no connection. `rt`: no response in time. */
export type RetryPolicy = '4xx' | '5xx' | 'ct' | 'rt';

export type ConnectionOverrides = {
  /** The URL without its fragment: the signature covers this one. */
  url: string;
  retries: number;
  policies: ReadonlySet<RetryPolicy>;
  readTimeoutMs: number;
  /** All attempts together. */
  totalTimeoutMs: number;
};

const allPolicies: readonly RetryPolicy[] = ['4xx', '5xx', 'ct', 'rt'];

/** One retry after a failed connection by default: https://www.twilio.com/docs/api/errors/11205 */
const defaults = { retries: 1, policies: ['ct'] as const, timeoutMs: 15_000 };

function limited(text: string | null, fallback: number, min: number, max: number): number {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}

function policiesOf(text: string | null): ReadonlySet<RetryPolicy> {
  const given = text?.split(',') ?? [];
  if (given.includes('all')) return new Set(allPolicies);
  const known = allPolicies.filter((policy) => given.includes(policy));
  return new Set(known.length > 0 ? known : defaults.policies);
}

export function readConnectionOverrides(address: string): ConnectionOverrides {
  const [url = '', fragment = ''] = address.split('#', 2);
  const overrides = new URLSearchParams(fragment);
  return {
    url,
    retries: limited(overrides.get('rc'), defaults.retries, 0, 5),
    policies: policiesOf(overrides.get('rp')),
    readTimeoutMs: limited(overrides.get('rt'), defaults.timeoutMs, 100, defaults.timeoutMs),
    totalTimeoutMs: limited(overrides.get('tt'), defaults.timeoutMs, 100, defaults.timeoutMs),
  };
}
