/** Answers what content scripts ask: how to behave on their page, and what the numbers in it mean. */
import * as z from 'zod/mini';
import { findNumbers } from '../../shared/find-numbers.ts';
import { isCountry, readNumber } from '../../shared/phone-number.ts';
import { ProblemError } from '../../shared/problem.ts';
import { type Answers, type Question, questionSchema } from '../messages.ts';
import type { Sender } from '../messaging.ts';
import type { Seen } from './learned-country.ts';
import { mannerFor, mannersMoved } from './manner.ts';
import { hostOf } from './sender-host.ts';
import { countNumbers } from './site-countries.ts';

export function questionFrom(message: unknown): Question | null {
  const read = z.safeParse(questionSchema, message);
  return read.success ? read.data : null;
}

/** @throws {ProblemError} `request-refused` for a region that is no country. */
export async function answer(question: Question, sender: Sender): Promise<Answers[Question['question']]> {
  switch (question.question) {
    case 'howToReadThisPage':
      return mannerFor(question.host, question.lang ?? '');
    case 'readNumbers': {
      const { region, written } = question;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const read = written.map((text) => readNumber(text, region));
      void learnFrom(
        sender,
        read.flatMap((number) => ('problem' in number ? [] : [number])),
      );
      return read;
    }
    case 'findNumbers': {
      const { region, hint, texts } = question;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      const found = texts.map((text) => findNumbers({ text, region, ...(hint ? { hint } : {}) }).numbers);
      void learnFrom(sender, found.flat());
      return found;
    }
  }
}

/** The page has its answer by then; where its country is known from now on, it asks anew. */
async function learnFrom(sender: Sender, numbers: Seen[]): Promise<void> {
  if (await countNumbers(hostOf(sender), numbers)) await mannersMoved();
}
