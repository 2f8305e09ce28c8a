/** Requests the addresses at Twilio from outside, as Twilio would: a worker cannot reach itself that way. */
import { refusalSchema } from '../../shared/api.ts';
import type { Check, OutsideAddress } from '../../shared/doctor.ts';

const timeoutMs = 10_000;

export function outsideChecks(addresses: readonly OutsideAddress[]): Promise<Check[]> {
  return Promise.all(addresses.map((address) => (address.id.includes('fallback') ? checkFallback(address) : checkWebhook(address))));
}

const mendFix = 'npm run doctor -- --fix, then npm run wrangler -- deploy -c worker/wrangler.jsonc where the backend does not answer';

/** Without a signature the backend refuses: that is the answer of a Hatif which is there. */
async function checkWebhook({ id, method, url }: OutsideAddress): Promise<Check> {
  const wanted = `${method} ${url} is answered by Hatif, without a redirect`;
  const response = await request(url, method);
  if (typeof response === 'string') return { id, ok: false, saw: response, wanted, fix: mendFix };
  const refusal = refusalSchema.safeParse(await response.json().catch(() => null));
  const ok = response.status === 403 && refusal.data?.problem === 'request-refused';
  return { id, ok, saw: ok ? 'Hatif answers, and wants a signature' : describe(response), wanted, fix: ok ? '' : mendFix };
}

async function checkFallback({ id, method, url }: OutsideAddress): Promise<Check> {
  const wanted = `${method} ${url} answers with TwiML, without a redirect`;
  const fix = 'npm run setup has Twilio host the fallback anew; then npm run doctor -- --fix';
  const response = await request(url, method);
  if (typeof response === 'string') return { id, ok: false, saw: response, wanted, fix };
  const isXml = /\bxml\b/.test(response.headers.get('content-type') ?? '');
  const ok = response.status === 200 && isXml && (await response.text()).includes('<Response');
  return { id, ok, saw: ok ? 'TwiML' : describe(response), wanted, fix: ok ? '' : fix };
}

/** @returns the reason in words when there is no response. */
async function request(url: string, method: 'GET' | 'POST'): Promise<Response | string> {
  try {
    return await fetch(url, { method, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    return `it cannot be reached from here${cause ? `: ${cause}` : ''}`;
  }
}

function describe({ status, headers }: Response): string {
  const location = headers.get('location');
  return location ? `HTTP ${status}, a redirect to ${location}` : `HTTP ${status}, not as expected`;
}
