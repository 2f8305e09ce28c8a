import { expect, test } from 'vitest';
import type { CallRecording, LoggedCall } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { testCall, testLoggedCall } from '../../testing/fixtures.ts';
import { applyRecording } from './applied-recording.ts';

const call: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const recording = (state: CallRecording['state'], changes: number, digit = '1'): CallRecording => ({
  id: `RE${digit.repeat(32)}`,
  state,
  seconds: null,
  changes,
});
const row = (...recordings: CallRecording[]): LoggedCall => ({ ...testLoggedCall, recordings });

test.each([
  ['recording', 'recording'],
  ['paused', 'paused'],
  ['processing', 'off'],
  ['ready', 'off'],
  ['absent', 'off'],
] as const)('a recording that is %s shows as %s', (state, shown) => {
  expect(applyRecording(call, row(recording(state, 3))).recording).toEqual({ state: shown, changes: 3 });
});

test('the second recording of a call is shown, whatever became of the first', () => {
  const first = applyRecording(call, row(recording('ready', 4)));
  expect(applyRecording(first, row(recording('ready', 4), recording('recording', 1, '2'))).recording?.state).toBe('recording');
});

test('a late row, one that was seen, and one without a recording change nothing', () => {
  const paused = applyRecording(call, row(recording('paused', 2)));
  for (const late of [row(recording('recording', 1)), row(recording('paused', 2)), testLoggedCall, undefined]) {
    expect(applyRecording(paused, late)).toBe(paused);
  }
});
