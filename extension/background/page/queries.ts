/** Answers the queries of content scripts: a page's settings, and the numbers in its texts. */
import * as z from 'zod/mini';
import { findNumbers, type FoundNumber } from '../../../shared/find-numbers.ts';
import { type Country, isCountry, type ReadNumber, readNumber, type Unreadable } from '../../../shared/phone-number.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { type QueryAnswers, type Query, querySchema } from '../../protocol/queries.ts';
import type { Sender } from '../../protocol/transport.ts';
import type { CountedNumber } from './learned-country.ts';
import { createPageWork, type Requester, type Steps } from './page-work.ts';
import { pageSettingsFor, onPageSettingsChanged } from './page-settings.ts';
import { hostOf } from './sender-host.ts';
import { countNumbers } from './site-countries.ts';
import { splitText } from './text-parts.ts';

/** @throws {ProblemError} `request-refused` unless `message` is a known query with valid fields. */
export function parseQuery(message: unknown): Query {
  const query = z.safeParse(querySchema, message);
  if (!query.success) throw new ProblemError('request-refused');
  return query.data;
}

const pageWork = createPageWork();

/** @throws {ProblemError} `request-refused` for an unknown region, and for a tab that asks for too much. */
export async function answerQuery(query: Query, sender: Sender): Promise<QueryAnswers[Query['query']]> {
  switch (query.query) {
    case 'pageSettings':
      return pageSettingsFor(query.host, query.lang ?? '');
    case 'readNumbers': {
      const { region, written } = query;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const read = await pageWork.run(requesterOf(sender), readEach(written, region));
      void countNumbersOf(
        sender,
        read.flatMap((number) => ('problem' in number ? [] : [number])),
      );
      return read;
    }
    case 'findNumbers': {
      const { region, hint, texts } = query;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const found = await pageWork.run(requesterOf(sender), findInEach(texts, { region, ...(hint ? { hint } : {}) }));
      void countNumbersOf(sender, found.flat());
      return found;
    }
  }
}

/** A tab that shows another site has a new allowance. */
function requesterOf({ tab, frameId = 0 }: Sender): Requester {
  return { tab: `${tab?.id} ${hostOf({ url: tab?.url ?? '' })}`, frameId };
}

function* readEach(written: string[], region: Country): Steps<(ReadNumber | Unreadable)[]> {
  const read: (ReadNumber | Unreadable)[] = [];
  for (const text of written) {
    read.push(readNumber(text, region));
    yield;
  }
  return read;
}

/** Searches long texts in parts, one a step. */
function* findInEach(texts: string[], home: { region: Country; hint?: string }): Steps<FoundNumber[][]> {
  const found: FoundNumber[][] = [];
  for (const text of texts) {
    const numbers: FoundNumber[] = [];
    for (const { at, text: part } of splitText(text)) {
      for (const number of findNumbers({ text: part, ...home }).numbers)
        numbers.push({ ...number, start: number.start + at, end: number.end + at });
      yield;
    }
    found.push(numbers);
  }
  return found;
}

/** Runs beside the answer; when the site's country changes, pages query their settings again. */
async function countNumbersOf(sender: Sender, numbers: CountedNumber[]): Promise<void> {
  if (await countNumbers(hostOf(sender), numbers)) await onPageSettingsChanged();
}
