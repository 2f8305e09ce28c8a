/** How the card's number is read, where its country came from, and whether its link says something else. */
import { foldDigits } from '../../shared/fold-digits.ts';
import { type Country, readNumber, type ReadNumber } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Card } from '../board.ts';
import { homeCountry } from '../home-country.ts';
import type { Settings } from '../settings.ts';
import type { Agent } from '../../shared/api.ts';

/** Who said which country a number without one belongs to. */
export type CountrySource = 'number' | 'picked' | 'site' | 'learned' | 'default' | 'browser' | 'page';

export type Reading =
  | { is: 'read'; number: ReadNumber; source: CountrySource; sameAsWritten: boolean; mismatch?: { text: string; link: string } }
  | { is: 'unreadable'; problem: Problem };

type Context = { settings: Settings; agent: Agent | null; browserLanguages: readonly string[]; picked: Country | null };

/** What the card shows is what it calls: the number is read again here, not taken over from the page's script. */
export function readCard(card: Card, context: Context): Reading {
  const { settings, agent, browserLanguages, picked } = context;
  const home = homeCountry(settings, agent, browserLanguages);
  const chosen = settings.countryBySite[card.host] as Country | undefined;
  const learned = settings.country === '' ? card.learned : undefined;
  const region = picked ?? chosen ?? learned ?? home;
  const link = card.href ? telTarget(card.href) : null;
  const fromText = readNumber(card.written, region);
  const fromLink = link ? readNumber(link, region) : null;
  const given = picked || !card.number ? null : readNumber(card.number, region);
  const number = given ?? (fromLink && !('problem' in fromLink) ? fromLink : fromText);
  if ('problem' in number) {
    return { is: 'unreadable', problem: { code: number.problem, details: { written: card.written, country: region } } };
  }
  const differ = fromLink && !('problem' in fromLink) && !('problem' in fromText) && fromLink.e164 !== fromText.e164;
  return {
    is: 'read',
    number,
    source: sourceOf(card, number, context, home),
    sameAsWritten: foldDigits(card.written).replace(/[^\d+]/g, '') === number.e164,
    ...(differ ? { mismatch: { text: fromText.e164, link: fromLink.e164 } } : {}),
  };
}

function sourceOf(card: Card, number: ReadNumber, { settings, picked }: Context, home: Country): CountrySource {
  const written = readNumber(card.written, home);
  if (!('problem' in written) && written.international && written.e164 === number.e164) return 'number';
  if (picked) return 'picked';
  if (settings.countryBySite[card.host]) return 'site';
  if (number.country !== null && number.country !== home) return number.country === card.learned ? 'learned' : 'page';
  return settings.country ? 'default' : 'browser';
}

/** The number a `tel:` link calls, without its parameters; null for any other link. */
export function telTarget(href: string): string | null {
  const target = /^tel:([^;?]+)/i.exec(href.trim())?.[1];
  if (!target) return null;
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
