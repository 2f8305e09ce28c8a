import { expect, test, vi } from 'vitest';
import type { ActiveCall } from '../../state/app-state.ts';

const { emptyAppState } = await import('../../state/app-state.ts');
const { reconcileCall } = await import('./reconcile-engine.ts');

const call: ActiveCall = {
  id: '6e4f3f5e-58f0-4c28-b4a7-7a1f3f0ef1a1',
  sid: 'CA1',
  direction: 'outgoing',
  mode: 'browser',
  number: '+966555010142',
  startedAt: 1,
  phase: { is: 'ringing', since: 2 },
  muted: false,
  keys: '',
};
const appState = { ...emptyAppState, call };
const engineCall = { callId: call.id, sid: 'CA1', muted: true, phase: 'connected', since: 5 } as const;

test('what happened while the service worker was away is caught up with', () => {
  expect(reconcileCall(appState, [engineCall]).call).toMatchObject({ phase: { is: 'connected', since: 5 }, muted: true });
});

test('a call that the engine does not hold any more has dropped', () => {
  expect(reconcileCall(appState, []).call?.phase).toMatchObject({ is: 'ended', outcome: 'failed', problem: { code: 'call-dropped' } });
});

test('a call that was only just ordered is still on its way', () => {
  const dialling: ActiveCall = { ...call, sid: undefined, phase: { is: 'dialling' } };
  expect(reconcileCall({ ...appState, call: dialling }, []).call).toBe(dialling);
});

test('with no live call there is nothing to recover', () => {
  const over: ActiveCall = { ...call, phase: { is: 'ended', at: 3, outcome: 'completed' } };
  expect(reconcileCall({ ...appState, call: over }, [engineCall]).call).toBe(over);
});
