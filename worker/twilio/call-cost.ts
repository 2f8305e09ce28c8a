/** What a call has cost by Twilio's own prices. */
import type { CallStatus } from './call-status.ts';
import { fetchLegs, type RestAccount, type RestCall } from './rest.ts';

/** Millionths of the account's currency for all legs; null while a price is missing. */
export async function fetchCost(account: RestAccount, sid: string): Promise<number | null> {
  const legs = await fetchLegs(account, sid);
  const costs = legs.map(costOf);
  return legs.length === 0 || costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}

const unanswered: readonly CallStatus[] = ['busy', 'no-answer', 'failed', 'canceled'];

/** Twilio charges nothing for a leg that nobody answered, and does not say whether such a leg ever gets a price. */
const costOf = ({ cost, status }: RestCall): number | null => cost ?? (unanswered.includes(status) ? 0 : null);
