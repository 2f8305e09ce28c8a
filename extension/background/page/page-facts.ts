/** What a page says of its country apart from its numbers: currencies, addresses, country fields, the locale of its preview. */
import { type Country, isCountry } from '../../../shared/phone-number.ts';
import type { Sender } from '../../protocol/transport.ts';
import { countryHint } from '../../../shared/country-hint.ts';
import type { Evidence } from './country-vote.ts';
import { largerPlans, planOf } from './plan-matches.ts';

/** As the page wrote them. */
export type PageFacts = { countries: string[]; currencies: string[]; locale: string };

const points = { currency: 1, country: 1.5, locale: 2 };
/** The dollar is the currency of pages from everywhere. */
const dollarPoints = 0.5;
const countryBySign: Record<string, Country> = {
  '£': 'GB',
  '¥': 'JP',
  '₹': 'IN',
  '₺': 'TR',
  '₽': 'RU',
  '₩': 'KR',
  '₪': 'IL',
  '฿': 'TH',
  '₫': 'VN',
  '₴': 'UA',
  '₦': 'NG',
  '₱': 'PH',
  R$: 'BR',
  zł: 'PL',
  Kč: 'CZ',
};
/** The answer to a query does not wait longer for a page whose main thread is busy. */
const timeoutMs = 300;

/** Asks the sender's frame; null where it takes no script. */
export async function readPageFacts({ tab, frameId }: Sender): Promise<PageFacts | null> {
  if (tab?.id === undefined || frameId === undefined) return null;
  const target = { tabId: tab.id, frameIds: [frameId] };
  const read = chrome.scripting.executeScript({ target, func: readFacts, injectImmediately: true }).then(
    ([result]) => result?.result ?? null,
    () => null,
  );
  return Promise.race([read, new Promise<null>((resolve) => setTimeout(() => resolve(null), timeoutMs))]);
}

export function evidenceOfFacts({ countries, currencies, locale }: PageFacts): Evidence {
  const evidence: Evidence = {};
  const add = (country: Country | null, more: number) => {
    if (country) evidence[planOf(country)] = (evidence[planOf(country)] ?? 0) + more;
  };
  const currency = mostFrequent(currencies.map(countryOfCurrency));
  add(currency, currency === 'US' ? dollarPoints : points.currency);
  add(mostFrequent(countries.map(countryNamed)), points.country);
  add(countryHint('', locale.replace('_', '-')), points.locale);
  return evidence;
}

/** `AED`: a currency code begins with the code of its country. */
function countryOfCurrency(written: string): Country | null {
  if (Object.hasOwn(countryBySign, written)) return countryBySign[written] ?? null;
  const code = written.slice(0, 2);
  return written !== 'EUR' && isCountry(code) ? code : null;
}

function countryNamed(written: string): Country | null {
  const name = written.trim();
  if (/^[A-Z]{2}$/.test(name) && isCountry(name)) return name;
  return namedCountries().get(name.toLowerCase()) ?? null;
}

let byName: Map<string, Country> | undefined;

/** English, Arabic and native names. */
function namedCountries(): Map<string, Country> {
  byName ??= new Map(
    largerPlans.flatMap((country) =>
      ['en', 'ar', `und-${country}`].map((tag): [string, Country] => {
        const language = tag.startsWith('und') ? new Intl.Locale(tag).maximize().language : tag;
        return [(new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country).toLowerCase(), country];
      }),
    ),
  );
  return byName;
}

/** Null where two are as frequent. */
function mostFrequent(all: (Country | null)[]): Country | null {
  const counts = new Map<Country, number>();
  for (const country of all) if (country) counts.set(country, (counts.get(country) ?? 0) + 1);
  const [first, second] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

type PageElement = {
  getAttribute: (name: string) => string | null;
  textContent: string | null;
  /** Of a field. */
  value?: string;
  /** Of a list. */
  selectedOptions?: ArrayLike<PageElement>;
};
type PageText = { data: string };
/** The globals of a page, which a service worker does not have. */
type PageGlobals = {
  document: object;
  Document: {
    prototype: {
      querySelectorAll: (selector: string) => Iterable<PageElement>;
      createTreeWalker: (root: PageElement, kinds: number) => { nextNode: () => PageText | null };
    };
  };
};

/** Serialized into the frame: must not use anything outside itself. */
function readFacts(): PageFacts {
  const [maxFound, maxTexts, maxLength, textNodes] = [20, 2000, 20_000, 4];
  const { document, Document } = globalThis as unknown as PageGlobals;
  // Past named elements of the page, which hide members of the document.
  const find = (selector: string) => [...Document.prototype.querySelectorAll.call(document, selector)].slice(0, maxFound);
  const [root] = find(':root');
  const texts = root && Document.prototype.createTreeWalker.call(document, root, textNodes);
  let text = '';
  for (let i = 0; i < maxTexts && text.length < maxLength; i++) {
    const node = texts?.nextNode();
    if (!node) break;
    text += `${node.data.slice(0, 500)} `;
  }
  const currencies = text.match(
    /[£¥₹₺₽₩₪฿₫₴₦₱]|R\$(?= ?\d)|zł|Kč|\b(?:USD|GBP|JPY|INR|TRY|RUB|KRW|ILS|THB|VND|UAH|NGN|PHP|BRL|PLN|CZK|SAR|AED|QAR|KWD|BHD|OMR|EGP|JOD|LBP|IQD|MAD|DZD|TND|KES|ZAR|GHS|PKR|BDT|LKR|IDR|MYR|SGD|CNY|TWD|HKD|AUD|NZD|MXN|ARS|CLP|COP|PEN|CHF|SEK|NOK|DKK|HUF|RON)\b/g,
  );
  return {
    countries: find('[itemprop=addressCountry], [property$=addressCountry], .country-name, [autocomplete|=country]').map((element) =>
      (element.selectedOptions?.[0]?.textContent ?? element.value ?? element.getAttribute('content') ?? element.textContent ?? '').slice(
        0,
        60,
      ),
    ),
    currencies: (currencies ?? []).slice(0, 50),
    locale: find('meta[property="og:locale"]')[0]?.getAttribute('content')?.slice(0, 20) ?? '',
  };
}
