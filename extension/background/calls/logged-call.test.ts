import { assert, property, shuffledSubarray } from 'fast-check';
import { expect, test } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { phases } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { testCall, testLoggedCall } from '../../testing/fixtures.ts';
import { applyLoggedCall } from './logged-call.ts';

const began = Date.UTC(2026, 10, 20, 9);
const now = began + 60_000;
const call: ActiveCall = { ...testCall, mode: 'phone', startedAt: began, phase: { is: 'dialling' } };
const row = (reports: number, more: Partial<LoggedCall>): LoggedCall => ({ ...testLoggedCall, mode: 'phone', reports, ...more });
const answeredAt = new Date(began + 8_000).toISOString();
const whole: LoggedCall[] = [
  row(1, { phase: 'queued' }),
  row(2, { phase: 'own-phone-ringing' }),
  row(3, { phase: 'own-phone-answered' }),
  row(4, { phase: 'ringing', ringingAt: new Date(began + 5_000).toISOString() }),
  row(5, { phase: 'connected', answeredAt }),
  row(6, { phase: 'ended', outcome: 'completed', answeredAt, endedAt: new Date(began + 20_000).toISOString() }),
];

test('a call goes through the phases of its rows', () => {
  let on = call;
  expect(whole.map((message) => (on = applyLoggedCall(on, message, now)).phase.is)).toEqual(phases.slice(1));
  expect(on).toMatchObject({
    sid: testLoggedCall.id,
    phase: { is: 'ended', outcome: 'completed', connectedAt: began + 8_000, at: began + 20_000 },
  });
});

test('rows late, twice or out of order never move a call backwards, and its end is the same', () => {
  const expected = whole.reduce((on, message) => applyLoggedCall(on, message, now), call);
  assert(
    property(shuffledSubarray([...whole, ...whole], { minLength: 12 }), (rows) => {
      let on = call;
      for (const message of rows) {
        const moved = applyLoggedCall(on, message, now);
        expect(phases.indexOf(moved.phase.is)).toBeGreaterThanOrEqual(phases.indexOf(on.phase.is));
        on = moved;
      }
      expect(on.phase).toEqual(expected.phase);
    }),
  );
});

test('a backend clock ahead of this one starts nothing in the future', () => {
  const early = applyLoggedCall(call, whole.at(4)!, began);
  expect(early.phase).toEqual({ is: 'connected', since: began });
});

test('a row of a call in the browser changes nothing: the engine reports that call', () => {
  const inBrowser: ActiveCall = { ...call, mode: 'browser' };
  expect(applyLoggedCall(inBrowser, whole.at(5)!, now)).toBe(inBrowser);
  expect(applyLoggedCall(call, row(9, { mode: 'browser', phase: 'ended', outcome: 'failed' }), now)).toBe(call);
});
