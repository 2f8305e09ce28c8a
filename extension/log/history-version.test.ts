import { expect, test } from 'vitest';
import type { LoggedCall } from '../../shared/api.ts';
import { testLoggedCall } from '../testing/fixtures.ts';
import { historyVersion } from './history-version.ts';

const transfer = { id: 4, stage: 'asking', from: 'omar', to: 'Reem' } as const;
const recording = { id: `RE${'1'.repeat(32)}`, state: 'recording', seconds: null, changes: 1 } as const;

test.each<[string, Partial<LoggedCall>, Partial<LoggedCall>]>([
  ['a report', {}, { reports: testLoggedCall.reports + 1 }],
  ['a hold', {}, { actions: 1 }],
  ['a resume', { actions: 1 }, { actions: 2 }],
  ['the begin of a transfer', {}, { transfer }],
  ['a step of a transfer', { transfer }, { transfer: { ...transfer, stage: 'talking' } }],
  ['the next transfer', { transfer }, { transfer: { ...transfer, id: 5 } }],
  ['a change of the recording', { recordings: [recording] }, { recordings: [{ ...recording, changes: 2 }] }],
])('%s loads the events again', (_, before, after) => {
  expect(historyVersion({ ...testLoggedCall, ...after })).not.toBe(historyVersion({ ...testLoggedCall, ...before }));
  expect(historyVersion({ ...testLoggedCall, ...before, note: { note: 'x', outcome: null, callBackAt: null } })).toBe(
    historyVersion({ ...testLoggedCall, ...before }),
  );
});
