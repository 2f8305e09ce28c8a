/** What a minute of a call costs, and what an ended call has cost. The prices are made up. */
import { isFinal } from './call-status.ts';
import { durationOf, type Call } from './call.ts';
import { countryOf } from './geography.ts';

/** US dollars a minute to call a country; every other country costs `usualPrice`. */
const outboundPrices: Record<string, string> = {
  US: '0.0140',
  GB: '0.0158',
  SA: '0.2105',
  AE: '0.2710',
  EG: '0.1530',
  JO: '0.2210',
  QA: '0.3240',
};
const usualPrice = '0.2500';
export const inboundPrice = '0.0085';
export const numberPrice = '1.15';
/** A leg of the Voice SDK. */
const clientPrice = '0.0040';

export const outboundPrice = (iso: string): string => outboundPrices[iso] ?? usualPrice;

function minutePrice({ from, to, direction }: Call): string {
  if (`${from} ${to}`.includes('client:')) return clientPrice;
  return direction === 'inbound' ? inboundPrice : outboundPrice(countryOf(to));
}

/**
 * The price of each begun minute, negative as Twilio's. Null before the end and for some time after it: "may not be immediately
 * available", https://www.twilio.com/docs/voice/api/call-resource. Whether a call that nobody answered gets a price of 0 is not
 * documented: null is the worse of the two.
 */
export function priceOfCall(call: Call, lagMs: number, now: number): string | null {
  if (!isFinal(call.status) || !call.answeredAt || !call.endedAt || now < call.endedAt.getTime() + lagMs) return null;
  return (-Math.max(1, Math.ceil(durationOf(call) / 60)) * Number(minutePrice(call))).toFixed(5);
}
