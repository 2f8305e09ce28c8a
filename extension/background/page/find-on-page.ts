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
import { splitText } from './text-parts.ts';
import { withUnsure } from './unsure-numbers.ts';

type InText = { numbers: FoundNumber[]; national: NationalText[] };

/** @returns the numbers of each text, in the order of `texts`. */
export async function findOnPage(texts: readonly string[], sender: Sender): Promise<QueryAnswers['findNumbers']> {
  const before = await readingFor(pageOf(sender));
  const found = texts.map((text) => findIn(text, before));
  const after = await countOnPage(sender, before, {
    international: found.flatMap(({ numbers }) => numbers),
    national: found.flatMap(({ national }) => national),
  });
  const read = regionKey(after) === regionKey(before) ? found : texts.map((text) => findIn(text, after));
  return withUnsure(read, after);
}

/** Counts numbers of the sender's page. Where they change how it is read, it is told to have its texts read again. */
export async function countOnPage(
  sender: Sender,
  before: PageReading,
  found: { international: CountedNumber[]; national: NationalText[] },
): Promise<PageReading> {
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

/** Searches a long text in parts. */
function findIn(text: string, { regions: [region, hint] }: PageReading): InText {
  const parts = splitText(text).map(({ at, text: part }) => {
    const { numbers, national } = findNumbers({ text: part, region, ...(hint ? { hint } : {}) });
    const shift = <Span extends { start: number; end: number }>(span: Span) => ({ ...span, start: span.start + at, end: span.end + at });
    return { numbers: numbers.map(shift), national: national.map(shift) };
  });
  return { numbers: parts.flatMap(({ numbers }) => numbers), national: parts.flatMap(({ national }) => national) };
}
