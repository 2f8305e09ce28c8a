/** What the admin wants: from the options, the answers, and the record of an earlier run. */
import * as z from 'zod';
import { countryOf } from '../../shared/phone-number.ts';
import { readNumbers, type AccountNumber } from './account.ts';
import { readCountries, type SetupOptions } from './options.ts';
import type { Wishes } from './plan.ts';
import type { SetupRecord } from './record.ts';
import type { Terminal } from './terminal.ts';
import { nullIfMissing, type TwilioApi } from './twilio-api.ts';

const onSaleSchema = z.object({
  available_phone_numbers: z.array(
    z.object({ phone_number: z.string(), address_requirements: z.string(), capabilities: z.object({ voice: z.boolean() }) }),
  ),
});
const priceSchema = z.object({
  phone_number_prices: z.array(z.object({ number_type: z.string(), current_price: z.string() })),
  price_unit: z.string(),
});

type Asker = { api: TwilioApi; options: SetupOptions; record: SetupRecord; terminal: Terminal };
type ChosenNumber = Wishes['number'];

export async function readWishes(asker: Asker): Promise<Wishes> {
  const { options, terminal, record } = asker;
  const mayAsk = !options.yes && !options.plan;
  const number = await chooseNumber(asker, mayAsk);
  const usual = options.countries ?? record.allowed ?? [countryOf(number.phoneNumber) ?? 'US'];
  const asksCountries = mayAsk && options.countries === null && record.allowed === undefined;
  const countries = asksCountries ? readCountries(await terminal.ask('Countries that agents may call?', usual.join(','))) : usual;
  const agent = options.agent === null && mayAsk && record.agents.length === 0 ? await askAgent(terminal) : agentOf(options);
  const asksVerify = mayAsk && !options.verify && agent?.phone && record.callerIds.length === 0;
  const wantsVerify = options.verify || (asksVerify && (await terminal.confirm(`Verify ${agent.phone} as a caller ID too?`)));
  return { countries: [...new Set(countries)].toSorted(), number, agent, verify: wantsVerify ? (agent?.phone ?? null) : null };
}

function agentOf({ agent, phone }: SetupOptions): Wishes['agent'] {
  return agent === null ? null : { name: agent, phone };
}

async function askAgent(terminal: Terminal): Promise<Wishes['agent']> {
  const name = await terminal.ask('Name of the first agent (empty for none)?');
  if (name === '') return null;
  const phone = await terminal.ask('Their own phone, as +966500000177 (empty for none)?');
  return { name, phone: phone === '' ? null : phone.replaceAll(/[\s()-]/g, '') };
}

async function chooseNumber(asker: Asker, mayAsk: boolean): Promise<ChosenNumber> {
  const { api, options, record } = asker;
  const own = (await readNumbers(api)).filter(({ capabilities }) => capabilities.voice);
  const wanted = options.number ?? record.number;
  if (wanted) return ownNumber(own, wanted, record);
  if (options.buy) return findOnSale(api, options.buy);
  if (mayAsk) return askNumber(asker, own);
  const [first, second] = own;
  if (first && !second) return { phoneNumber: first.phone_number, monthly: '' };
  throw new Error(
    first
      ? `The account has several numbers. Choose one with --number: ${own.map(({ phone_number }) => phone_number).join(', ')}`
      : 'The account has no number that can be called. Buy one with --buy and a country, as --buy US.',
  );
}

function ownNumber(own: readonly AccountNumber[], wanted: string, { bought }: SetupRecord): ChosenNumber {
  const known = own.some(({ phone_number }) => phone_number === wanted) || wanted === bought;
  if (known) return { phoneNumber: wanted, monthly: '' };
  throw new Error(`${wanted} is not a number of this account with voice.`);
}

async function askNumber({ api, terminal }: Asker, own: readonly AccountNumber[]): Promise<ChosenNumber> {
  const options = [...own.map(({ phone_number }) => phone_number), 'Buy a new number'];
  const chosen = own.length === 0 ? 0 : await terminal.choose('Which number do customers call and see?', options);
  const number = own[chosen];
  if (number) return { phoneNumber: number.phone_number, monthly: '' };
  const country = await terminal.ask('A new number is needed. Of which country (two letters)?', 'US');
  return findOnSale(api, country.toUpperCase());
}

/** The first number on sale that needs no papers. */
async function findOnSale(api: TwilioApi, country: string): Promise<ChosenNumber> {
  for (const type of ['Local', 'Mobile', 'TollFree']) {
    const resource = `AvailablePhoneNumbers/${country}/${type}.json?VoiceEnabled=true&PageSize=20`;
    const list = await api.request('GET', resource, onSaleSchema).catch(nullIfMissing);
    const free = list?.available_phone_numbers.find(({ address_requirements }) => address_requirements === 'none');
    if (free) return { phoneNumber: free.phone_number, monthly: await priceOf(api, country, type) };
  }
  throw new Error(
    `Twilio sells no number of ${country} without papers. Choose another country, or buy the number in the Console (Phone Numbers > Buy a number) and give it with --number.`,
  );
}

async function priceOf(api: TwilioApi, country: string, type: string): Promise<string> {
  const prices = await api.request('GET', `pricing.twilio.com/v1/PhoneNumbers/Countries/${country}`, priceSchema).catch(nullIfMissing);
  const price = prices?.phone_number_prices.find(({ number_type }) => number_type.replace(' ', '') === type.toLowerCase());
  return price && prices ? `${price.current_price} ${prices.price_unit}` : 'price: see the Console';
}
