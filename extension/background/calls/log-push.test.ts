import { assert, property, shuffledSubarray } from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { phases } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { applyLoggedCall } = await import('./log-push.ts');

const id = '6e4f3f5e-58f0-4c28-b4a7-7a1f3f0ef1a1';
const sid = `CA${'a'.repeat(32)}`;
const began = Date.UTC(2026, 10, 20, 9);
const now = began + 60_000;
const call: ActiveCall = {
  id,
  direction: 'outgoing',
  mode: 'phone',
  number: '+966555010142',
  startedAt: began,
  phase: { is: 'dialling' },
  muted: false,
  keys: '',
};
const told = (reports: number, more: Partial<LoggedCall>): LoggedCall => ({
  id: sid,
  clientCallId: id,
  direction: 'outgoing',
  mode: 'phone',
  agent: 'omar',
  from: '+966112000100',
  to: '+966555010142',
  phase: 'dialling',
  outcome: null,
  problem: null,
  startedAt: new Date(began).toISOString(),
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  talkSeconds: 0,
  pageUrl: null,
  reports,
  name: null,
  caller: null,
  answeredBy: null,
  voicemail: null,
  ...more,
});
const answeredAt = new Date(began + 8_000).toISOString();
const whole: LoggedCall[] = [
  told(1, { phase: 'queued' }),
  told(2, { phase: 'own-phone-ringing' }),
  told(3, { phase: 'own-phone-answered' }),
  told(4, { phase: 'ringing', ringingAt: new Date(began + 5_000).toISOString() }),
  told(5, { phase: 'connected', answeredAt }),
  told(6, { phase: 'ended', outcome: 'completed', answeredAt, endedAt: new Date(began + 20_000).toISOString() }),
];

test('a call goes through its steps as the log tells them', () => {
  let on = call;
  expect(whole.map((message) => (on = applyLoggedCall(on, message, now)).phase.is)).toEqual(phases.slice(1));
  expect(on).toMatchObject({ sid, phase: { is: 'ended', outcome: 'completed', connectedAt: began + 8_000, at: began + 20_000 } });
});

test('messages late, twice or in disorder never move it backwards, and it ends the same', () => {
  const expected = whole.reduce((on, message) => applyLoggedCall(on, message, now), call);
  assert(
    property(shuffledSubarray([...whole, ...whole], { minLength: 12 }), (messages) => {
      let on = call;
      for (const message of messages) {
        const moved = applyLoggedCall(on, message, now);
        expect(phases.indexOf(moved.phase.is)).toBeGreaterThanOrEqual(phases.indexOf(on.phase.is));
        on = moved;
      }
      expect(on.phase).toEqual(expected.phase);
    }),
  );
});

test('a clock ahead of ours starts nothing in the future', () => {
  const early = applyLoggedCall(call, whole.at(4)!, began);
  expect(early.phase).toEqual({ is: 'connected', since: began });
});

test('what the log tells of a call in the browser leaves it to its line', () => {
  const inBrowser: ActiveCall = { ...call, mode: 'browser' };
  expect(applyLoggedCall(inBrowser, whole.at(5)!, now)).toBe(inBrowser);
  expect(applyLoggedCall(call, told(9, { mode: 'browser', phase: 'ended', outcome: 'failed' }), now)).toBe(call);
});
