import { expect, test } from 'vitest';
import { type ActiveCall, emptyAppState } from '../state/app-state.ts';
import { testCall, testIncomingCall } from '../testing/fixtures.ts';
import { reconcileCalls } from './reconcile-engine.ts';

const call: ActiveCall = { ...testCall, sid: 'CA1', phase: { is: 'ringing', since: 2 } };
const appState = { ...emptyAppState, call };
const engineCall = { callId: call.id, sid: 'CA1', muted: true, phase: 'connected', since: 5 } as const;

test('a call moves to the phase that the engine reports', () => {
  expect(reconcileCalls(appState, [engineCall]).call).toMatchObject({ phase: { is: 'connected', since: 5 }, muted: true });
});

test('a call that the engine does not hold has dropped', () => {
  expect(reconcileCalls(appState, []).call?.phase).toMatchObject({ is: 'ended', outcome: 'failed', problem: { code: 'call-dropped' } });
});

test('a call whose dial command has not reached the engine goes on', () => {
  const dialling: ActiveCall = { ...call, sid: undefined, phase: { is: 'dialling' } };
  expect(reconcileCalls({ ...appState, call: dialling }, []).call).toBe(dialling);
});

test('an ended call stays as it is', () => {
  const over: ActiveCall = { ...call, phase: { is: 'ended', at: 3, outcome: 'completed' } };
  expect(reconcileCalls({ ...appState, call: over }, [engineCall]).call).toBe(over);
});

const held: ActiveCall = { ...testCall, id: 'held', sid: 'CA9', phase: { is: 'connected', since: 3 }, heldSince: 4 };
const current: ActiveCall = { ...call, phase: { is: 'connected', since: 5 } };
const heldInEngine = { callId: 'held', sid: 'CA9', muted: false, phase: 'connected', since: 3, aside: true } as const;
const both = { ...emptyAppState, call: current, heldCall: held };

test('two calls that the engine holds stay', () => {
  expect(reconcileCalls(both, [heldInEngine, engineCall])).toMatchObject({ call: { id: call.id, muted: true }, heldCall: { id: 'held' } });
});

test('of two calls, the one that the engine has set aside is not on the screen', () => {
  const swapped = [
    { ...heldInEngine, aside: false },
    { ...engineCall, aside: true },
  ];
  expect(reconcileCalls(both, swapped)).toMatchObject({ call: { id: 'held' }, heldCall: { id: call.id } });
});

test('a call that dropped beside a held one leaves that one on the screen, with its Problem', () => {
  const after = reconcileCalls(both, [{ ...heldInEngine, aside: false }]);
  expect(after).toMatchObject({
    call: { id: 'held', heldSince: 4 },
    heldCall: { phase: { is: 'ended' } },
    problem: { problem: { code: 'call-dropped' } },
  });
});

test('both calls may have dropped', () => {
  const after = reconcileCalls(both, []);
  expect([after.call?.phase.is, after.heldCall?.phase.is]).toEqual(['ended', 'ended']);
});

test('a call that was answered while no service worker ran comes to the screen, and the first stays on hold', () => {
  const ringing = { ...emptyAppState, call: held, incoming: [{ ...testIncomingCall, answering: true }] };
  const answered = { callId: testIncomingCall.callId, sid: 'CA2', muted: false, phase: 'connected', since: 8 } as const;
  expect(reconcileCalls(ringing, [heldInEngine, answered])).toMatchObject({
    call: { id: testIncomingCall.callId, phase: { is: 'connected', since: 8 } },
    heldCall: { id: 'held' },
    incoming: [],
  });
});

test('an app state of an earlier version, which knows one call, is reconciled', () => {
  const { heldCall: _, ...earlier } = appState;
  expect(reconcileCalls({ ...emptyAppState, ...earlier }, [engineCall])).toMatchObject({ call: { id: call.id }, heldCall: null });
});
