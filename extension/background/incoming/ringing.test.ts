import { beforeEach, expect, test, vi } from 'vitest';
import { readCaller } from '../../../shared/caller.ts';
import type { LoggedCall } from '../../../shared/api.ts';
import { type AppState, type ActiveCall, emptyAppState, type IncomingCall, type EndedRing } from '../../state/app-state.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { syncRinging } = await import('./ringing.ts');
const { takeUp } = await import('./answering.ts');
const { asPassed } = await import('./incoming-log-push.ts');

const invited = {
  callId: 'one',
  sid: 'CA1',
  caller: readCaller('+966555010142'),
  called: '+966112000100',
  since: 1000,
  ringMode: 'loud',
} as const;
const live: ActiveCall = {
  id: 'live',
  direction: 'outgoing',
  mode: 'browser',
  number: '+14155550100',
  startedAt: 0,
  phase: { is: 'connected', since: 0 },
  muted: false,
  keys: '',
};
let appState: AppState;
let ringing: IncomingCall;
beforeEach(() => {
  appState = { ...emptyAppState };
  ringing = { ...invited, answering: false };
});

test("the ringing list is replaced by the engine's, with how each call rings", () => {
  const after = syncRinging({ ...appState, incoming: [ringing] }, [{ ...invited, callId: 'new' }]);
  expect(after.incoming.map(({ callId }) => callId)).toEqual(['new']);
  const same = { ...appState, incoming: [ringing] };
  expect(syncRinging(same, [invited])).toBe(same);
});

test('answered, it becomes the call on the appState, with who called and since when it talks', () => {
  const after = takeUp(
    { ...appState, incoming: [ringing] },
    { event: 'callChanged', callId: 'one', move: { happened: 'answered', at: 5000 } },
  );
  expect(after.incoming).toEqual([]);
  expect(after.call).toMatchObject({
    id: 'one',
    sid: 'CA1',
    direction: 'incoming',
    number: '+966555010142',
    called: '+966112000100',
    phase: { is: 'connected', since: 5000 },
  });
});

test('lost while it was being answered, it leaves the call on the appState alone', () => {
  const move = { happened: 'ended', at: 5000, outcome: 'failed' } as const;
  const after = takeUp({ ...appState, call: live, incoming: [ringing] }, { event: 'callChanged', callId: 'one', move });
  expect(after.call).toBe(live);
  expect(after).toMatchObject({ incoming: [], passed: { callId: 'one', because: 'unanswered' } });
});

test('the log says what became of a call that rang here', () => {
  const passed: EndedRing = { ...ringing, at: 2000, because: 'unanswered' };
  const told = { phase: 'ended', outcome: 'cancelled', answeredAt: null, answeredBy: null } as LoggedCall;
  expect(asPassed(passed, told).because).toBe('caller-left');
  expect(asPassed({ ...passed, because: 'declined' }, told).because).toBe('declined');
  const taken = { ...told, phase: 'connected', outcome: null, answeredAt: '2026-11-20T09:00:00Z', answeredBy: 'Sara' } as LoggedCall;
  expect(asPassed(passed, taken)).toMatchObject({ because: 'taken', by: 'Sara' });
  expect(asPassed(passed, { ...told, outcome: 'no-answer' }).because).toBe('unanswered');
});
