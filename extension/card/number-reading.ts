/** Reads the card's number: E.164, the source of its country, and a mismatch with its link. */
import { normalizeDigits } from '../../shared/normalize-digits.ts';
import { type Country, isCountry, readNumber, type ReadNumber } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Card } from '../state/app-state.ts';
import { chosenCountry, homeCountry } from '../state/home-country.ts';
import type { Settings } from '../state/settings.ts';
import type { Agent } from '../../shared/api.ts';

/** The source of the country of a number that was written without one. */
export type CountrySource = 'number' | 'picked' | 'site' | 'learned' | 'default' | 'browser' | 'page';

/** `other` is the likeliest country that the number could be read for instead. */
export type NumberReading =
  | {
      is: 'read';
      number: ReadNumber;
      source: CountrySource;
      sameAsWritten: boolean;
      mismatch?: { text: string; link: string };
      other?: Country;
    }
  /** The person is asked for the country. */
  | { is: 'unsure'; ask: NonNullable<Card['ask']>; other?: undefined }
  | { is: 'unreadable'; problem: Problem; other?: Country };

type ReadingContext = { settings: Settings; agent: Agent | null; browserLanguages: readonly string[]; picked: Country | null };

/** Parses the number again instead of trusting the content script: the card calls what it shows. */
export function readCardNumber(card: Card, context: ReadingContext): NumberReading {
  const { settings, agent, browserLanguages, picked } = context;
  const home = homeCountry(settings, agent, browserLanguages);
  const chosen = chosenCountry(settings, card.host);
  if (card.ask && !picked && !isReadIn(card, chosen)) return { is: 'unsure', ask: card.ask };
  const learned = settings.country === '' ? card.learned : undefined;
  const region = picked ?? chosen ?? card.region ?? learned ?? home;
  const fromText = readNumber(card.written, region);
  const fromLink = card.href ? readNumber(card.href, region) : null;
  const given = picked || !card.number ? null : readNumber(card.number, region);
  const known = [given, fromLink, fromText].find((read) => read && 'e164' in read) ?? fromLink ?? fromText;
  const written = card.href ?? card.written;
  const isUnknown = 'problem' in known && known.problem === 'number-unknown';
  const number = isUnknown && agent?.unknownNumbers ? readNumber(written, region, 'read') : known;
  if ('problem' in number) {
    const problem = { code: number.problem, details: { written, country: region } };
    return { is: 'unreadable', problem, ...otherCountry(card, null, context, home) };
  }
  const differ = fromLink && !('problem' in fromLink) && !('problem' in fromText) && fromLink.e164 !== fromText.e164;
  const ext = extensionOf(card, number);
  const source = sourceOf(card, number, context, home);
  return {
    is: 'read',
    number: { ...number, ...(ext ? { ext } : {}) },
    source,
    sameAsWritten: normalizeDigits(card.written).replace(/[^\d+]/g, '') === number.e164,
    ...(differ ? { mismatch: { text: fromText.e164, link: fromLink.e164 } } : {}),
    ...(source === 'number' ? {} : otherCountry(card, number, context, home)),
  };
}

/** The agent's choice for the site answers for this number too. */
function isReadIn({ href, written }: Card, country: Country | null): boolean {
  return country !== null && 'e164' in readNumber(href ?? written, country);
}

function sourceOf(card: Card, number: ReadNumber, { settings, picked }: ReadingContext, home: Country): CountrySource {
  if ([card.written, card.href ?? ''].some((each) => isCountryIn(each, number, home))) return 'number';
  const chosen = chosenCountry(settings, card.host);
  if (picked && chosen !== picked) return 'picked';
  if (chosen) return 'site';
  if (number.country !== null && number.country !== home) return card.learned && number.country !== card.hint ? 'learned' : 'page';
  return settings.country ? 'default' : 'browser';
}

/** Whether the text alone says the country: by a country code, or by an area code of another country in the home plan. */
function isCountryIn(written: string, { e164, country }: ReadNumber, home: Country): boolean {
  const read = readNumber(written, home);
  return !('problem' in read) && read.e164 === e164 && (read.international || country !== home);
}

/** The content script sends only the number: the phone extension is read from the written text or the link. */
function extensionOf({ href, written }: Card, { e164, country }: ReadNumber): string | undefined {
  for (const spelled of [href, written]) {
    const read = spelled === undefined || country === null ? null : readNumber(spelled, country);
    if (read && !('problem' in read) && read.e164 === e164 && read.ext) return read.ext;
  }
  return undefined;
}

/** Countries chosen for other sites come first, by how often they were chosen. */
function otherCountry(card: Card, shown: ReadNumber | null, { settings }: ReadingContext, home: Country): { other?: Country } {
  const chosen = Object.values(settings.countryBySite);
  const times = (country: string) => chosen.filter((one) => one === country).length;
  const likely = [...new Set(chosen)].toSorted((a, b) => times(b) - times(a));
  for (const country of [...likely, card.learned, card.hint, home]) {
    if (country === undefined || !isCountry(country)) continue;
    const read = readNumber(card.written, country);
    if (!('problem' in read) && !read.international && read.country === country && read.e164 !== shown?.e164) return { other: country };
  }
  return {};
}
