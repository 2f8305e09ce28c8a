/** Answers the queries of content scripts: a page's settings, and the numbers in its texts. */
import * as z from 'zod/mini';
import { type ReadNumber, readNumber } from '../../../shared/phone-number.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { type QueryAnswers, type Query, querySchema } from '../../protocol/queries.ts';
import type { Sender } from '../../protocol/transport.ts';
import { countOnPage, findOnPage, type PageVote } from './find-on-page.ts';
import { countriesFor, nationalTextOf } from './unsure-numbers.ts';
import { type PageReading, pageOf, readingFor } from './page-reading.ts';
import type { Steps } from './page-work.ts';
import { runPageWork } from './run-page-work.ts';
import { pageSettingsFor } from './page-settings.ts';
import { readVoters } from './vote-sample.ts';

/** @throws {ProblemError} `request-refused` unless `message` is a known query with valid fields. */
export function parseQuery(message: unknown): Query {
  const query = z.safeParse(querySchema, message);
  if (!query.success) throw new ProblemError('request-refused');
  return query.data;
}

/** @throws {ProblemError} `request-refused` for a tab that asks for too much. */
export async function answerQuery(query: Query, sender: Sender): Promise<QueryAnswers[Query['query']]> {
  switch (query.query) {
    case 'pageSettings':
      return pageSettingsFor(query.host, query.lang, sender);
    case 'readNumbers':
      return readTargets(query.written, sender);
    case 'findNumbers':
      return findOnPage(query.texts, sender, query.areTyped);
  }
}

async function readTargets(written: readonly string[], sender: Sender): Promise<QueryAnswers['readNumbers']> {
  const reading = await readingFor(pageOf(sender));
  const found = await runPageWork(sender, voteOf(written, reading));
  const after = await countOnPage(sender, reading, found);
  return runPageWork(sender, readEach(written, after));
}

function* voteOf(written: readonly string[], { regions, isVoteOpen }: PageReading): Steps<PageVote> {
  const international: ReadNumber[] = [];
  const national = isVoteOpen ? written.map(nationalTextOf).filter((text) => text !== null) : [];
  for (const text of written) {
    const number = readNumber(text, regions[0]);
    if ('e164' in number) international.push(number);
    yield;
  }
  return { international, national: yield* readVoters(national) };
}

function* readEach(written: readonly string[], reading: PageReading): Steps<QueryAnswers['readNumbers']> {
  const read: QueryAnswers['readNumbers'] = [];
  for (const text of written) {
    const number = readNumber(text, reading.regions[0]);
    read.push('e164' in number || countriesFor(text, reading).length === 0 ? number : { e164: null, country: null });
    yield;
  }
  return read;
}
