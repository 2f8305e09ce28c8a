import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { problemCodes } from './problem.ts';
import { problemOfTwilioCode, twilioErrorPage } from './twilio-codes.ts';

const root = path.resolve(import.meta.dirname, '..');
/** Where the local Twilio names the codes that it sends to a call, a webhook or a REST client. */
const sources = ['rest', 'twiml', 'signalling', 'calls', 'phones', 'conferences', 'account'].map((folder) => `twilio-local/${folder}/*.ts`);
const code = /\b(?:1[0-3]\d{3}|2[01]\d{3}|3[12]\d{3}|5\d{4}|57300\d)\b/g;

test('every code that the local Twilio sends has a Problem', () => {
  const files = globSync(sources, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const codes = new Set(files.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(code) ?? []).map(Number));
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((sent) => problemOfTwilioCode(sent) === null)).toEqual([]);
});

test('a Problem of the table is one of the known codes, and an unknown code has none', () => {
  for (let sent = 10_000; sent < 60_000; sent += 1) {
    const problem = problemOfTwilioCode(sent);
    if (problem !== null) expect(problemCodes).toContain(problem);
  }
  expect(problemOfTwilioCode(99_999)).toBeNull();
});

test('only a code has a page at Twilio', () => {
  expect(twilioErrorPage('31999')).toBe('https://www.twilio.com/docs/api/errors/31999');
  for (const text of ['', 'undefined', '-31005', '31005/../x', '404', '1234567']) expect(twilioErrorPage(text)).toBeNull();
});
