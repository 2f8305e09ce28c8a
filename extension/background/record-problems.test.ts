import { expect, test, vi } from 'vitest';
import { emptyAppState, type AppState } from '../state/app-state.ts';
import { testCall } from '../testing/fixtures.ts';
import { newProblems } from './record-problems.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const problem = { code: 'token-refused' as const, details: { code: '20101' } };
const added = (change: Partial<AppState>, before: Partial<AppState> = {}) =>
  newProblems({ ...emptyAppState, ...before }, { ...emptyAppState, ...change }, 9);
const ended = { is: 'ended' as const, at: 5, outcome: 'failed' as const, problem };

test.each<[string, Partial<AppState>, object]>([
  ['a line', { line: { is: 'problem', problem, since: 1 } }, { of: 'line', at: 9 }],
  ['a line that could not be proven', { line: { is: 'unproven', problem, since: 1 } }, { of: 'line', at: 9 }],
  ['a call', { call: { ...testCall, phase: ended } }, { of: 'call', at: 9 }],
  ['a call that the own phone took over', { call: { ...testCall, because: problem } }, { of: 'call', at: 9 }],
  ['a command', { problem: { problem, at: 7 } }, { of: 'action', at: 7 }],
  ['a ring test', { ringTest: { is: 'failed', at: 8, problem } }, { of: 'test', at: 8 }],
])('the Problem of %s is recorded once', (_, change, entry) => {
  expect(added(change)).toEqual([{ code: 'token-refused', twilioCode: '20101', ...entry }]);
  expect(added(change, change)).toEqual([]);
});

const line = (since: number): Partial<AppState> => ({ line: { is: 'problem', problem, since, retryAt: since + 1 } });

test('a retry of the same line Problem, and a state without Problems, record nothing', () => {
  expect(added(line(2), line(1))).toEqual([]);
  expect(added({ line: { is: 'ready', provenAt: 1 }, call: testCall }, line(1))).toEqual([]);
});
