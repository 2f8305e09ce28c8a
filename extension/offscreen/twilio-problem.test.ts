import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { problemOfTwilioCode } from '../../shared/twilio-codes.ts';
import { isTokenFailure, isUnnamedRefusal, twilioProblem } from './twilio-problem.ts';

test.each([
  [20101, 'token-refused', true],
  [20104, 'token-expired', true],
  [31205, 'token-expired', true],
  [31005, 'line-unreachable', false],
  [53405, 'media-blocked', false],
  [31401, 'microphone-blocked', false],
  [31404, 'number-not-in-service', false],
  [10004, 'account-at-call-limit', false],
  [20005, 'account-inactive', false],
  [21215, 'country-blocked', false],
  [21216, 'number-blocked', false],
  [21219, 'account-on-trial', false],
  [573005, 'account-on-trial', false],
])('Twilio %i is %s', (code, problem, ofToken) => {
  expect(twilioProblem({ code }, 'call-failed')).toEqual({ code: problem, details: { code: String(code) } });
  expect(isTokenFailure({ code })).toBe(ofToken);
});

/** Not among the package's exports. */
const generated = path.resolve(import.meta.dirname, '../../node_modules/@twilio/voice-sdk/es5/twilio/errors/generated.js');

/** The SDK's own list, which its package generates from Twilio's. */
function codesOfTheSdk(): number[] {
  const { errorsByCode } = createRequire(import.meta.url)(generated) as {
    errorsByCode: ReadonlyMap<number, unknown>;
  };
  return [...errorsByCode.keys()];
}

test('every error code of the SDK has a Problem', () => {
  const codes = codesOfTheSdk();
  expect(codes).toContain(31_005);
  expect(codes.length).toBeGreaterThanOrEqual(35);
  expect(codes.filter((code) => problemOfTwilioCode(code) === null)).toEqual([]);
});

test('an error without a code shows none: never "undefined"', () => {
  for (const code of [undefined, Number.NaN, null]) {
    const problem = twilioProblem({ code: code as number }, 'call-failed');
    expect(problem).toEqual({ code: 'call-failed' });
  }
});

test('an unknown code becomes the Problem that the caller names', () => {
  expect(twilioProblem({ code: 99_999 }, 'line-unreachable').code).toBe('line-unreachable');
});

test('a refusal without a known code is told apart from a network failure', () => {
  expect(isUnnamedRefusal({ code: 53_000 })).toBe(true);
  for (const code of [31_000, 31_005, 31_009, 53_001]) expect(isUnnamedRefusal({ code })).toBe(false);
});

const hidden = (code: unknown) => twilioProblem({ code: 31_005, originalError: { code } }, 'call-failed');

test('a code that the SDK hides in the original error decides', () => {
  expect(hidden(10_004)).toEqual({ code: 'account-at-call-limit', details: { code: '10004' } });
  for (const unknown of [99_999, '10004', undefined])
    expect(hidden(unknown)).toEqual({ code: 'line-unreachable', details: { code: '31005' } });
});
