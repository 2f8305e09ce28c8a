/** Twilio's price lists, kept in the database: a call waits for none but the first of its country. */
import { countryOf } from '../../shared/phone-number.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import type { Money } from '../http/setting-rules.ts';
import { settingsOf } from '../http/settings.ts';
import { fetchCountryPrices, priceOf, type PriceList } from '../twilio/pricing.ts';
import type { RestAccount } from '../twilio/rest.ts';

const hourMs = 60 * 60_000;
const freshForMs = 24 * hourMs;
const retryAfterMs = hourMs;
/** Twilio waits 15 seconds for TwiML. */
const maxWaitMs = 3_000;
/** A minute of a browser: https://www.twilio.com/en-us/voice/pricing */
const browserMicros = 4_000;

type PriceRow = { country: string; prices: string; currency: string };

/** The parties that Twilio calls, and whether the agent talks in a browser. */
export type RatedCall = { numbers: readonly string[]; inBrowser: boolean };

/**
 * The estimated price of a minute; null when it is not known.
 * @param waits fetches a price list that the database does not have.
 */
export async function findRate(env: Bindings, { numbers, inBrowser }: RatedCall, waits: boolean): Promise<Money | null> {
  const countries = [...new Set(numbers.map((number) => countryOf(number) ?? ''))];
  const query = `SELECT country, prices, currency FROM call_prices WHERE country IN (${countries.map(() => '?').join(', ')})`;
  const statement = env.DB.prepare(query).bind(...countries);
  const { results } = await statement.all<PriceRow>();
  const lists = new Map(results.map((row) => [row.country, toPriceList(row)]));
  for (const country of countries) {
    if (waits && country && !lists.get(country)?.prices.length) {
      const list = await fetchInTime(env.DB, restAccount(env), country);
      if (list) lists.set(country, list);
    }
  }
  return sumOf(numbers, lists, inBrowser ? browserMicros : 0);
}

function sumOf(numbers: readonly string[], lists: ReadonlyMap<string, PriceList>, base: number): Money | null {
  let micros = base;
  let currency = '';
  for (const number of numbers) {
    const list = lists.get(countryOf(number) ?? '');
    const price = list ? priceOf(list, number) : null;
    if (!list || price === null) return null;
    micros += price;
    currency = list.currency;
  }
  return { micros, currency };
}

const toPriceList = ({ prices, currency }: PriceRow): PriceList => ({ currency, prices: JSON.parse(prices) as PriceList['prices'] });

function fetchInTime(db: D1Database, account: RestAccount, country: string): Promise<PriceList | null> {
  const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), maxWaitMs));
  return Promise.race([fetchAndSave(db, account, country, Date.now()), timeout]);
}

/** A list that cannot be fetched leaves the known one, and has its next turn after an hour. */
async function fetchAndSave(db: D1Database, account: RestAccount, country: string, now: number): Promise<PriceList | null> {
  const list = await fetchCountryPrices(account, country);
  const replaced = list ? 'prices = excluded.prices, currency = excluded.currency, ' : '';
  await db
    .prepare(
      `INSERT INTO call_prices (country, prices, currency, fetched_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (country) DO UPDATE SET ${replaced}fetched_at = excluded.fetched_at`,
    )
    .bind(country, JSON.stringify(list?.prices ?? []), list?.currency ?? '', list ? now : now - freshForMs + retryAfterMs)
    .run();
  return list;
}

/** Fetches the price list of one allowed country that has none, or the oldest one. Runs every minute. */
export async function refreshPrices(env: Bindings, now: number): Promise<void> {
  const { ALLOWED_COUNTRIES, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = settingsOf(env).values;
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_API_BASE_URL) return;
  const { results } = await env.DB.prepare('SELECT country, fetched_at AS fetchedAt FROM call_prices').all<{
    country: string;
    fetchedAt: number;
  }>();
  const fetchedAt = new Map(results.map((row) => [row.country, row.fetchedAt]));
  const due = [...(ALLOWED_COUNTRIES ?? [])]
    .map((country) => ({ country, at: fetchedAt.get(country) ?? 0 }))
    .filter(({ at }) => at <= now - freshForMs)
    .toSorted((one, other) => one.at - other.at)[0];
  if (due) await fetchAndSave(env.DB, restAccount(env), due.country, now);
}

/** The currency of the account, as the price lists name it. */
export async function findCurrency(db: D1Database): Promise<string> {
  return (await db.prepare("SELECT currency FROM call_prices WHERE currency != '' LIMIT 1").first<string>('currency')) ?? 'USD';
}
