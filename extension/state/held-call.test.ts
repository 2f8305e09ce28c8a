import { expect, test } from 'vitest';
import { testCall } from '../testing/fixtures.ts';
import { type ActiveCall, type AppState, emptyAppState } from './app-state.ts';
import { canHoldFirst, changeCallIn, findCall, showAnsweredCall, swapCalls } from './held-call.ts';

const noura: ActiveCall = { ...testCall, id: 'noura', phase: { is: 'connected', since: 1 } };
const held: ActiveCall = { ...noura, heldSince: 5 };
const khalid: ActiveCall = { ...testCall, id: 'khalid', phase: { is: 'connected', since: 6 } };
const ended = (call: ActiveCall, problem?: ActiveCall['because']): ActiveCall => ({
  ...call,
  phase: { is: 'ended', at: 9, outcome: 'completed', ...(problem ? { problem } : {}) },
});
const state = (call: ActiveCall | null, heldCall: ActiveCall | null = null): AppState => ({ ...emptyAppState, call, heldCall });
const ids = ({ call, heldCall }: AppState) => [call?.id, heldCall?.id];

test('an answered call comes to the screen, and a call on hold stays beside it', () => {
  expect(ids(showAnsweredCall(state(held), khalid))).toEqual(['khalid', 'noura']);
});

test.each([
  ['rings', testCall],
  ['is over', ended(held)],
  ['is on the own phone', { ...held, mode: 'phone' as const }],
])('an answered call replaces a call that %s', (_, first) => {
  expect(showAnsweredCall(state(first), khalid)).toEqual(state(khalid));
});

test('the two calls change places, by the id of the held one alone', () => {
  const both = state(khalid, held);
  expect(ids(swapCalls(both, 'noura'))).toEqual(['noura', 'khalid']);
  expect(swapCalls(both, 'khalid')).toBe(both);
  const over = state(khalid, ended(held));
  expect(swapCalls(over, 'noura')).toBe(over);
});

test('the end of the call on the screen brings the held one there, still on hold', () => {
  const after = changeCallIn(state(khalid, held), 'khalid', (call) => ended(call));
  expect(after).toMatchObject({ call: { id: 'noura', heldSince: 5 }, heldCall: { id: 'khalid', phase: { is: 'ended' } }, problem: null });
});

test('the Problem of that end stays on show', () => {
  const after = changeCallIn(state(khalid, held), 'khalid', (call) => ended(call, { code: 'call-dropped' }));
  expect(after.problem).toMatchObject({ problem: { code: 'call-dropped' } });
});

test('the end of the held call leaves the call on the screen as it is', () => {
  const after = changeCallIn(state(khalid, held), 'noura', (call) => ended(call));
  expect(after.call).toBe(khalid);
  expect(after.heldCall?.phase.is).toBe('ended');
});

test('either call is found and changed by its id, no other one', () => {
  const both = state(khalid, held);
  expect([findCall(both, 'khalid'), findCall(both, 'noura'), findCall(both, 'other')]).toEqual([khalid, held, undefined]);
  expect(changeCallIn(both, 'noura', (call) => ({ ...call, keys: '5' })).heldCall?.keys).toBe('5');
  expect(changeCallIn(both, 'other', (call) => ({ ...call, keys: '5' }))).toBe(both);
});

test.each([
  ['a connected call in the browser', state(noura), true],
  ['a call that is on hold already', state(held), true],
  ['beside a call that has ended', state(noura, ended(khalid)), true],
  ['beside a held call', state(khalid, held), false],
  ['a call that rings', state(testCall), false],
  ['a call on the own phone', state({ ...noura, mode: 'phone' }), false],
  ['while somebody is asked', state({ ...noura, transfer: { id: 1, stage: 'asking', from: 'omar', to: 'Reem' } }), false],
  ['no call', state(null), false],
])('the first call can be held for a second one: %s', (_, appState, expected) => {
  expect(canHoldFirst(appState)).toBe(expected);
});
