import { beforeEach, expect, test, vi } from 'vitest';
import { loggedProblem, logProblems, maxLoggedProblems, parseProblemLog, readProblemLog } from './problem-log.ts';

let stored: Record<string, unknown> = {};
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async () => structuredClone(stored),
        set: async (values: Record<string, unknown>) => void Object.assign(stored, structuredClone(values)),
      },
    },
  },
}));

beforeEach(() => {
  stored = {};
});

test('keeps the newest entries, without their details', async () => {
  const details = { code: '31005', number: '+966555010142', written: 'Khalid' };
  const entries = Array.from({ length: maxLoggedProblems + 5 }, (_, at) =>
    loggedProblem('line', { code: 'line-unreachable', details }, at),
  );
  await Promise.all(entries.map((entry) => logProblems([entry])));
  const log = await readProblemLog();
  expect(log).toHaveLength(maxLoggedProblems);
  expect(log[0]).toEqual({ at: maxLoggedProblems + 4, of: 'line', code: 'line-unreachable', twilioCode: '31005' });
  expect(JSON.stringify(stored)).not.toMatch(/966|Khalid/);
});

test.each(['undefined', '+966555010142', '31005; session=1', ''])('the code %o is not kept', (code) => {
  expect(loggedProblem('call', { code: 'call-failed', details: { code } }, 1)).toEqual({ at: 1, of: 'call', code: 'call-failed' });
});

test('what is stored is parsed: an entry that does not fit is left out', () => {
  const good = { at: 1, of: 'call', code: 'call-failed' };
  const bad = [null, 'x', { ...good, code: 'gone' }, { ...good, at: 'now' }, { ...good, twilioCode: '<b>' }];
  expect(parseProblemLog([good, ...bad])).toEqual([good]);
  expect(parseProblemLog([{ ...good, name: 'Khalid' }])).toEqual([good]);
  for (const other of [undefined, null, 'text', {}, { 0: good, length: 1 }]) expect(parseProblemLog(other)).toEqual([]);
});
