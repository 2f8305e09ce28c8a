/** Answers the queries of content scripts: a page's settings, and the numbers in its texts. */
import * as z from 'zod/mini';
import { readNumber } from '../../../shared/phone-number.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { type QueryAnswers, type Query, querySchema } from '../../protocol/queries.ts';
import type { Sender } from '../../protocol/transport.ts';
import { countOnPage, findOnPage } from './find-on-page.ts';
import { countriesFor, nationalTextOf } from './unsure-numbers.ts';
import { pageOf, readingFor } from './page-reading.ts';
import { pageSettingsFor } from './page-settings.ts';

/** @throws {ProblemError} `request-refused` unless `message` is a known query with valid fields. */
export function parseQuery(message: unknown): Query {
  const query = z.safeParse(querySchema, message);
  if (!query.success) throw new ProblemError('request-refused');
  return query.data;
}

export async function answerQuery(query: Query, sender: Sender): Promise<QueryAnswers[Query['query']]> {
  switch (query.query) {
    case 'pageSettings':
      return pageSettingsFor(query.host, query.lang, sender);
    case 'readNumbers':
      return readTargets(query.written, sender);
    case 'findNumbers':
      return findOnPage(query.texts, sender);
  }
}

async function readTargets(written: readonly string[], sender: Sender): Promise<QueryAnswers['readNumbers']> {
  const reading = await readingFor(pageOf(sender));
  const national = written.map(nationalTextOf).filter((text) => text !== null);
  const international = written.map((text) => readNumber(text, reading.regions[0])).filter((number) => 'e164' in number);
  const after = await countOnPage(sender, reading, { international, national });
  return written.map((text) => {
    const number = readNumber(text, after.regions[0]);
    return 'e164' in number || countriesFor(text, after).length === 0 ? number : { e164: null, country: null };
  });
}
