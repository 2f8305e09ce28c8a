import { beforeEach, expect, test } from 'vitest';
import { readCaller } from '../../../shared/caller.ts';
import type { LoggedCall } from '../../../shared/api.ts';
import { type ActiveCall, type AppState, emptyAppState, type EndedRing, type IncomingCall } from '../../state/app-state.ts';
import { testCall, testLoggedCall } from '../../testing/fixtures.ts';
import { addRinging, applyLogToEndedRing, endedRingFromLog, endRinging, syncRinging, takeRinging } from './ringing-state.ts';

const invited = {
  callId: 'one',
  sid: 'CA1',
  caller: readCaller('+966555010142'),
  called: '+966112000100',
  since: 1000,
  ringMode: 'loud',
} as const;
const live: ActiveCall = { ...testCall, id: 'live', phase: { is: 'connected', since: 0 } };
let appState: AppState;
let ringing: IncomingCall;
beforeEach(() => {
  appState = { ...emptyAppState };
  ringing = { ...invited, answering: false };
});

test('the ringing calls become those of the engine', () => {
  const after = syncRinging({ ...appState, incoming: [ringing] }, [{ ...invited, callId: 'new' }]);
  expect(after.incoming.map(({ callId }) => callId)).toEqual(['new']);
  const same = { ...appState, incoming: [ringing] };
  expect(syncRinging(same, [invited])).toBe(same);
});

test('an answered call becomes the live call, with its caller and the time of the answer', () => {
  const after = takeRinging(
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

test('an answered call leaves the call on hold beside it', () => {
  const held: ActiveCall = { ...live, heldSince: 1 };
  const answered = { event: 'callChanged', callId: 'one', move: { happened: 'answered', at: 5000 } } as const;
  const after = takeRinging({ ...appState, call: held, incoming: [ringing] }, answered);
  expect(after).toMatchObject({ call: { id: 'one' }, heldCall: held, incoming: [] });
});

test('a call that the engine is connecting is still among the ringing ones', () => {
  const before = { ...appState, incoming: [ringing] };
  expect(syncRinging(before, [], [{ callId: 'one', muted: false, phase: 'ringing', since: 1 }])).toBe(before);
  expect(syncRinging(before, []).incoming).toEqual([]);
});

test('a call lost while it is being answered leaves the live call as it is', () => {
  const move = { happened: 'ended', at: 5000, outcome: 'failed' } as const;
  const after = takeRinging({ ...appState, call: live, incoming: [ringing] }, { event: 'callChanged', callId: 'one', move });
  expect(after.call).toBe(live);
  expect(after).toMatchObject({ incoming: [], endedRing: { callId: 'one', because: 'unanswered' } });
});

test('the log has the reason why a call stopped ringing', () => {
  const ended: EndedRing = { ...ringing, at: 2000, because: 'unanswered' };
  const row: LoggedCall = { ...testLoggedCall, direction: 'incoming', phase: 'ended', outcome: 'cancelled' };
  expect(endedRingFromLog(ended, row).because).toBe('caller-left');
  expect(endedRingFromLog({ ...ended, because: 'declined' }, row).because).toBe('declined');
  const taken: LoggedCall = { ...row, phase: 'connected', outcome: null, answeredAt: '2026-11-20T09:00:00Z', answeredBy: 'Sara' };
  expect(endedRingFromLog(ended, taken)).toMatchObject({ because: 'taken', by: 'Sara' });
  expect(endedRingFromLog(ended, { ...row, outcome: 'no-answer' }).because).toBe('unanswered');
});

test('a repeated invitation adds no second call; the first removes the last ended ring', () => {
  const ended: EndedRing = { ...ringing, callId: 'before', at: 1, because: 'unanswered' };
  const once = addRinging({ ...appState, endedRing: ended }, invited);
  expect(once).toMatchObject({ incoming: [{ callId: 'one' }], endedRing: null });
  expect(addRinging(once, invited)).toBe(once);
});

test('a call that stops ringing is stored as the ended ring; an unknown one changes nothing', () => {
  const before = { ...appState, incoming: [ringing] };
  const after = endRinging(before, 'one', { at: 2000, because: 'declined' });
  expect(after).toMatchObject({ incoming: [], endedRing: { callId: 'one', at: 2000, because: 'declined' } });
  expect(endRinging(before, 'two', { at: 2000, because: 'declined' })).toBe(before);
});

test('a row of the log applies to the ended ring of its own call alone', () => {
  const before: AppState = { ...appState, endedRing: { ...ringing, at: 2000, because: 'unanswered' } };
  const row: LoggedCall = { ...testLoggedCall, id: 'CA1', direction: 'incoming', phase: 'ended', outcome: 'cancelled' };
  expect(applyLogToEndedRing(before, row).endedRing?.because).toBe('caller-left');
  expect(applyLogToEndedRing(before, { ...row, id: 'CA9' })).toBe(before);
  expect(applyLogToEndedRing(before, undefined)).toBe(before);
});
