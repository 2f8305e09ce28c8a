/** Replaces estimated costs by Twilio's prices. Twilio knows the price of a call some minutes after its end. */
import { claimUnpricedCalls, savePrice } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { settingsOf } from '../http/settings.ts';
import { fetchCost } from '../twilio/call-cost.ts';

/** Two requests each, of the 50 per run on Cloudflare's free plan. */
const maxCallsPerRun = 2;

/** Runs every minute. A call with a leg that Twilio has not priced yet keeps its estimate, and has another turn. */
export async function settlePrices(env: Bindings, now: number): Promise<void> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = settingsOf(env).values;
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_API_BASE_URL) return;
  const account = restAccount(env);
  for (const sid of await claimUnpricedCalls(env.DB, now, maxCallsPerRun)) {
    const cost = await fetchCost(account, sid).catch(() => null);
    if (cost !== null) await savePrice(env.DB, sid, cost);
  }
}
