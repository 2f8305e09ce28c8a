/** The sample of a query's numbers that votes on the country of their page. */
import type { NationalText } from '../../../shared/national-text.ts';
import { maxNumbers } from './country-vote.ts';
import type { Steps } from './page-work.ts';
import { matchesOf } from './plan-matches.ts';

/** As many as one query reads for all plans. */
const maxVoters = 48;

/**
 * The texts that vote: a sample, as many as fill the ballot. Each is read for all plans here, a step each, so that the vote
 * itself takes no time.
 */
export function* readVoters(national: readonly NationalText[]): Steps<NationalText[]> {
  const voters: NationalText[] = [];
  let valid = 0;
  for (const text of sampleOf(national)) {
    voters.push(text);
    if (matchesOf(text).length > 0 && ++valid >= maxNumbers) break;
    yield;
  }
  return voters;
}

/** Different numbers from the whole list: neighbours often have one area code, which several countries may share. */
function sampleOf(national: readonly NationalText[]): NationalText[] {
  const different = [...new Map(national.map((text) => [text.digits, text])).values()].filter(({ shape }) => shape !== 'with-country');
  const step = Math.max(1, Math.ceil(different.length / maxNumbers));
  const turns = Array.from({ length: step }, (_, turn) => different.filter((_text, i) => i % step === turn));
  return turns.flat().slice(0, maxVoters);
}
