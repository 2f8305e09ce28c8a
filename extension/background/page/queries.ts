/** Answers the queries of content scripts: a page's settings, and the numbers in its texts. */
import * as z from 'zod/mini';
import { findNumbers, type FoundNumber } from '../../../shared/find-numbers.ts';
import { type Country, isCountry, readNumber } from '../../../shared/phone-number.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { type QueryAnswers, type Query, querySchema } from '../../protocol/queries.ts';
import type { Sender } from '../../protocol/transport.ts';
import type { CountedNumber } from './learned-country.ts';
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

/** @throws {ProblemError} `request-refused` for an unknown region. */
export async function answerQuery(query: Query, sender: Sender): Promise<QueryAnswers[Query['query']]> {
  switch (query.query) {
    case 'pageSettings':
      return pageSettingsFor(query.host, query.lang ?? '');
    case 'readNumbers': {
      const { region, written } = query;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const read = written.map((text) => readNumber(text, region));
      void countNumbersOf(
        sender,
        read.flatMap((number) => ('problem' in number ? [] : [number])),
      );
      return read;
    }
    case 'findNumbers': {
      const { region, hint, texts } = query;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const found = texts.map((text) => findIn(text, { region, ...(hint ? { hint } : {}) }));
      void countNumbersOf(sender, found.flat());
      return found;
    }
  }
}

/** Searches a long text in parts. */
function findIn(text: string, home: { region: Country; hint?: string }): FoundNumber[] {
  return splitText(text).flatMap(({ at, text: part }) =>
    findNumbers({ text: part, ...home }).numbers.map((number) => ({ ...number, start: number.start + at, end: number.end + at })),
  );
}

/** Runs beside the answer; when the site's country changes, pages query their settings again. */
async function countNumbersOf(sender: Sender, numbers: CountedNumber[]): Promise<void> {
  if (await countNumbers(hostOf(sender), numbers)) await onPageSettingsChanged();
}
