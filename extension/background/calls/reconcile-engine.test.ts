import { expect, test } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testCall } from '../../testing/fixtures.ts';
import { reconcileCall } from './reconcile-engine.ts';

const call: ActiveCall = { ...testCall, sid: 'CA1', phase: { is: 'ringing', since: 2 } };
const appState = { ...emptyAppState, call };
const engineCall = { callId: call.id, sid: 'CA1', muted: true, phase: 'connected', since: 5 } as const;

test('a call moves to the phase that the engine reports', () => {
  expect(reconcileCall(appState, [engineCall]).call).toMatchObject({ phase: { is: 'connected', since: 5 }, muted: true });
});

test('a call that the engine does not hold has dropped', () => {
  expect(reconcileCall(appState, []).call?.phase).toMatchObject({ is: 'ended', outcome: 'failed', problem: { code: 'call-dropped' } });
});

test('a call whose dial command has not reached the engine goes on', () => {
  const dialling: ActiveCall = { ...call, sid: undefined, phase: { is: 'dialling' } };
  expect(reconcileCall({ ...appState, call: dialling }, []).call).toBe(dialling);
});

test('an ended call stays as it is', () => {
  const over: ActiveCall = { ...call, phase: { is: 'ended', at: 3, outcome: 'completed' } };
  expect(reconcileCall({ ...appState, call: over }, [engineCall]).call).toBe(over);
});
