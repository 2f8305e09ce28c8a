import { expect, test } from 'vitest';
import { isTokenFailure, isUnnamedRefusal, twilioProblem } from './twilio-problem.ts';

test.each([
  [20101, 'token-refused', true],
  [20104, 'token-expired', true],
  [31205, 'token-expired', true],
  [31005, 'line-unreachable', false],
  [53405, 'media-blocked', false],
  [31401, 'microphone-blocked', false],
  [31404, 'number-not-in-service', false],
])('Twilio %i is %s', (code, problem, ofToken) => {
  expect(twilioProblem({ code }, 'call-failed')).toEqual({ code: problem, details: { code: String(code) } });
  expect(isTokenFailure({ code })).toBe(ofToken);
});

test('an unknown code becomes the Problem that the caller names', () => {
  expect(twilioProblem({ code: 99_999 }, 'line-unreachable').code).toBe('line-unreachable');
});

test('a refusal without a known code is told apart from a network failure', () => {
  expect(isUnnamedRefusal({ code: 53_000 })).toBe(true);
  for (const code of [31_000, 31_005, 31_009, 53_001]) expect(isUnnamedRefusal({ code })).toBe(false);
});
