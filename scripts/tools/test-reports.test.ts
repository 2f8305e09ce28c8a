import { expect, test } from 'vitest';
import { countUnexplained, describeVitestFailures, tallyPlaywright, tallyVitest } from './test-reports.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' && tests.length === 0 ? 'no such import' : '',
  assertionResults: tests.map((of, index) => ({
    fullName: `test ${index}`,
    status: of,
    failureMessages: of === 'failed' ? ['expected 1 to be 2'] : [],
  })),
});

test('counts what Vitest reports', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed', 'passed')],
  };
  expect(tallyVitest(report)).toEqual({ passed: 3, failed: 1 });
});

test('counts a file that does not load as a failure', () => {
  expect(tallyVitest({ numPassedTests: 0, numFailedTests: 0, testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1 });
});

test('names each failed test, and each file that does not load, with the message', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [file('failed', 'passed', 'failed'), file('failed'), file('passed', 'passed')],
  };
  expect(describeVitestFailures(report)).toEqual(['a.test.ts › test 1\nexpected 1 to be 2', 'a.test.ts\nno such import']);
});

test('counts flaky tests and errors outside tests of Playwright as failures', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1 }, errors: [{ message: 'no such file' }] };
  expect(tallyPlaywright(report)).toEqual({ passed: 4, failed: 3 });
});

test('a report of another shape is refused', () => {
  expect(() => tallyPlaywright({ stats: {} })).toThrow();
});

test.each([
  { tally: { passed: 2, failed: 0 }, exitCode: 0, is: { passed: 2, failed: 0 } },
  { tally: { passed: 2, failed: 1 }, exitCode: 1, is: { passed: 2, failed: 1 } },
  { tally: { passed: 2, failed: 0 }, exitCode: 1, is: { passed: 2, failed: 1 } },
  { tally: { passed: 0, failed: 0 }, exitCode: 0, is: { passed: 0, failed: 1 } },
  { tally: null, exitCode: 0, is: { passed: 0, failed: 1 } },
])('a runner that left $tally and ended with $exitCode is worth $is', ({ tally, exitCode, is }) => {
  expect(countUnexplained(tally, exitCode)).toEqual(is);
});
