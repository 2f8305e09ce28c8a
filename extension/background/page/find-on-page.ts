/** Finds the numbers in texts of a page, and lets them vote on the page's country before they are answered. */
import type { FoundNumber } from '../../../shared/find-numbers.ts';
import { findNumbers } from '../../../shared/find-numbers.ts';
import type { NationalText } from '../../../shared/national-text.ts';
import type { Sender } from '../../protocol/transport.ts';
import type { QueryAnswers } from '../../protocol/queries.ts';
import { sendToTab } from '../../protocol/transport.ts';
import type { CountedNumber } from './international-tally.ts';
import { evidenceOfFacts, readPageFacts } from './page-facts.ts';
import { type PageOfSender, type PageReading, pageOf, readingFor } from './page-reading.ts';
import { countNumbers, saveTold } from './site-countries.ts';
import type { Steps } from './page-work.ts';
import { runPageWork } from './run-page-work.ts';
import { splitText } from './text-parts.ts';
import { withUnsure } from './unsure-numbers.ts';
import { readVoters } from './vote-sample.ts';

type InText = { numbers: FoundNumber[]; national: NationalText[] };

/** The numbers of one query that count for the country of their page. */
export type PageVote = { international: CountedNumber[]; national: NationalText[] };

/**
 * @param areTyped a person may be typing the texts: they do not vote.
 * @returns the numbers of each text, in the order of `texts`.
 * @throws {ProblemError} `request-refused` for a tab that asks for too much.
 */
export async function findOnPage(texts: readonly string[], sender: Sender, areTyped: boolean): Promise<QueryAnswers['findNumbers']> {
  const before = await readingFor(pageOf(sender));
  const found = await runPageWork(sender, findInEach(texts, before));
  // The first digits of a number may be a whole one in another country.
  if (areTyped) return runPageWork(sender, withUnsure(found, before));
  const international = found.flatMap(({ numbers }) => numbers);
  const national = before.isVoteOpen ? await runPageWork(sender, readVoters(found.flatMap((text) => text.national))) : [];
  const after = await countOnPage(sender, before, { international, national });
  const read = regionKey(after) === regionKey(before) ? found : await runPageWork(sender, findInEach(texts, after));
  return runPageWork(sender, withUnsure(read, after));
}

/** Counts numbers of the sender's page. Where they change how it is read, it is told to have its texts read again. */
export async function countOnPage(sender: Sender, before: PageReading, found: PageVote): Promise<PageReading> {
  const page = pageOf(sender);
  const counted = await readingFor(page, await countNumbers(page, found));
  const after = counted.isTied ? await readingWithFacts(page, sender) : counted;
  if (regionKey(after) !== regionKey(before) && sender.tab?.id !== undefined) {
    void sendToTab(sender.tab.id, { command: 'pageSettingsChanged' });
  }
  return after;
}

/** Only a page whose numbers are those of several countries is asked for more: that takes a script in the page. */
async function readingWithFacts(page: PageOfSender, sender: Sender): Promise<PageReading> {
  const facts = await readPageFacts(sender);
  return readingFor(page, await saveTold(page, facts ? evidenceOfFacts(facts) : {}));
}

/** Differs where the same text may be read differently. */
export function regionKey({ regions, isMixed }: PageReading): string {
  return `${regions.join()}${isMixed ? '?' : ''}`;
}

/** Searches long texts in parts, one a step. */
function* findInEach(texts: readonly string[], { regions: [region, hint] }: PageReading): Steps<InText[]> {
  const found: InText[] = [];
  for (const text of texts) {
    const inText: InText = { numbers: [], national: [] };
    for (const { at, text: part } of splitText(text)) {
      const { numbers, national } = findNumbers({ text: part, region, ...(hint ? { hint } : {}) });
      const shift = <Span extends { start: number; end: number }>(span: Span) => ({ ...span, start: span.start + at, end: span.end + at });
      inText.numbers.push(...numbers.map(shift));
      inText.national.push(...national.map(shift));
      yield;
    }
    found.push(inText);
  }
  return found;
}
