/** Answers what content scripts ask: how to behave on their page, and what the numbers in it mean. */
import * as z from 'zod/mini';
import { findNumbers } from '../../shared/find-numbers.ts';
import { isCountry, readNumber } from '../../shared/phone-number.ts';
import { ProblemError } from '../../shared/problem.ts';
import { type Answers, type Question, questionSchema } from '../messages.ts';
import { mannerFor } from './manner.ts';

export function questionFrom(message: unknown): Question | null {
  const read = z.safeParse(questionSchema, message);
  return read.success ? read.data : null;
}

/** @throws {ProblemError} `request-refused` for a region that is no country. */
export async function answer(question: Question): Promise<Answers[Question['question']]> {
  switch (question.question) {
    case 'howToReadThisPage':
      return mannerFor(question.host, question.lang ?? '');
    case 'readNumbers': {
      const { region, written } = question;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      return written.map((text) => readNumber(text, region));
    }
    case 'findNumbers': {
      const { region, hint, texts } = question;
      if (!isCountry(region)) throw new ProblemError('request-refused');
      return texts.map((text) => findNumbers({ text, region, ...(hint ? { hint } : {}) }).numbers);
    }
  }
}
