/** Prices of outgoing calls: https://www.twilio.com/docs/voice/pricing#retrieve-a-pricing-country-instance-resource */
import * as z from 'zod/mini';
import { readResource } from './read-resource.ts';
import { toMicros, type RestAccount } from './rest.ts';

/** Prefixes of E.164 without `+`, the longest first, each with the price of a minute in millionths of the currency. */
export type PriceList = { currency: string; prices: [prefix: string, micros: number][] };

const prefixPriceSchema = z.object({ prefixes: z.array(z.string()), current_price: z.string() });
const countrySchema = z.object({ price_unit: z.string(), outbound_prefix_prices: z.array(prefixPriceSchema) });

/** Null when Twilio has no prices of the country, or does not answer. */
export async function fetchCountryPrices(account: RestAccount, country: string): Promise<PriceList | null> {
  const answer = await readResource(account, `pricing.twilio.com/v1/Voice/Countries/${country}`, countrySchema);
  if (answer.is !== 'read') return null;
  const { price_unit, outbound_prefix_prices } = answer.value;
  const prices = outbound_prefix_prices
    .flatMap(({ prefixes, current_price }) =>
      prefixes.map((prefix): [string, number] => [prefix === 'ALL' ? '' : prefix, toMicros(current_price)]),
    )
    .filter(([, micros]) => Number.isFinite(micros))
    .toSorted(([one], [other]) => other.length - one.length);
  return { currency: price_unit.toUpperCase(), prices };
}

/** The price of a minute to `number` (E.164); the dearest of the country where no prefix fits, null without prices. */
export function priceOf({ prices }: PriceList, number: string): number | null {
  const fitting = prices.find(([prefix]) => number.startsWith(`+${prefix}`));
  if (fitting) return fitting[1];
  return prices.length > 0 ? Math.max(...prices.map(([, micros]) => micros)) : null;
}
