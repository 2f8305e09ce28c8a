/** Prices of calls and numbers: https://www.twilio.com/docs/voice/pricing. */
import { inboundPrice, numberPrice, outboundPrice } from '../calls/prices.ts';
import { countryOf } from '../calls/geography.ts';
import { notFound, toResponse } from '../rest/rest-error.ts';
import type { AccountApi } from './request-form.ts';

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const nameOf = (iso: string) => (/^[A-Z]{2}$/.test(iso) ? names.of(iso) : undefined);

const price = (current: string) => ({ base_price: current, current_price: current });
const outboundOf = (iso: string) => price(outboundPrice(iso));

function voicePrices(iso: string, version: 1 | 2): Record<string, unknown> {
  const prefixes = version === 1 ? { prefixes: ['ALL'] } : { origination_prefixes: ['ALL'], destination_prefixes: ['ALL'] };
  return {
    outbound_prefix_prices: [{ ...prefixes, ...outboundOf(iso), friendly_name: `Programmable Outbound Minute - ${nameOf(iso)}` }],
    inbound_call_prices: [{ ...price(inboundPrice), number_type: 'local' }],
  };
}

export function addPricing(api: AccountApi): void {
  const countryRoute = (path: string, prices: (iso: string) => Record<string, unknown>) =>
    api.get(`${path}/:iso`, (c) => {
      const iso = c.req.param('iso');
      const country = nameOf(iso);
      if (country === undefined) return toResponse(notFound(c.req.path));
      const url = `https://pricing.twilio.com${c.req.path}`;
      return toResponse({ status: 200, body: { country, iso_country: iso, ...prices(iso), price_unit: 'USD', url } });
    });
  countryRoute('/v1/Voice/Countries', (iso) => voicePrices(iso, 1));
  countryRoute('/v2/Voice/Countries', (iso) => voicePrices(iso, 2));
  countryRoute('/v1/PhoneNumbers/Countries', () => ({ phone_number_prices: [{ number_type: 'local', ...price(numberPrice) }] }));
  api.get('/v1/Voice/Numbers/:number', (c) => {
    const number = c.req.param('number');
    const iso = countryOf(number);
    if (iso === '') return toResponse(notFound(c.req.path));
    const body = {
      number,
      country: nameOf(iso),
      iso_country: iso,
      outbound_call_price: outboundOf(iso),
      inbound_call_price: { ...price(inboundPrice), number_type: 'local' },
      price_unit: 'USD',
      url: `https://pricing.twilio.com${c.req.path}`,
    };
    return toResponse({ status: 200, body });
  });
}
