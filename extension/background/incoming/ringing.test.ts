import { beforeEach, expect, test, vi } from 'vitest';
import { readCaller } from '../../../shared/caller.ts';
import type { LoggedCall } from '../../../shared/api.ts';
import { type AppState, type ActiveCall, emptyAppState, type IncomingCall, type EndedRing } from '../../state/app-state.ts';
import { defaultSettings } from '../../state/settings.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { createIncomingCall, syncRinging } = await import('./ringing.ts');
const { applyRingingCallChange } = await import('./answering.ts');
const { endedRingFromLog } = await import('./incoming-log-push.ts');

const invited = { callId: 'one', sid: 'CA1', caller: readCaller('+966555010142'), called: '+966112000100', since: 1000 };
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
  ringing = createIncomingCall(invited, appState, defaultSettings);
});

test('the first call rings loudly; one that comes during a call, or while another rings, waits softly', () => {
  expect(ringing).toMatchObject({ ringMode: 'loud', answering: false });
  expect(createIncomingCall(invited, { ...appState, call: live }, defaultSettings).ringMode).toBe('waiting');
  expect(createIncomingCall({ ...invited, callId: 'two' }, { ...appState, incoming: [ringing] }, defaultSettings).ringMode).toBe('waiting');
});

test('only a call that rings alone is answered by itself', () => {
  const settings = { ...defaultSettings, autoAnswer: true };
  expect(createIncomingCall(invited, appState, settings).autoAnswerAt).toBeGreaterThan(Date.now());
  expect(createIncomingCall(invited, { ...appState, call: live }, settings).autoAnswerAt).toBeUndefined();
});

test('what the engine holds is what rings', () => {
  const after = syncRinging({ ...appState, incoming: [ringing] }, [{ ...invited, callId: 'new' }], defaultSettings);
  expect(after.incoming.map(({ callId }) => callId)).toEqual(['new']);
  const same = { ...appState, incoming: [ringing] };
  expect(syncRinging(same, [invited], defaultSettings)).toBe(same);
});

test('answered, it becomes the call on the appState, with who called and since when it talks', () => {
  const after = applyRingingCallChange(
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
  const after = applyRingingCallChange({ ...appState, call: live, incoming: [ringing] }, { event: 'callChanged', callId: 'one', move });
  expect(after.call).toBe(live);
  expect(after).toMatchObject({ incoming: [], endedRing: { callId: 'one', because: 'unanswered' } });
});

test('the log says what became of a call that rang here', () => {
  const ended: EndedRing = { ...ringing, at: 2000, because: 'unanswered' };
  const told = { phase: 'ended', outcome: 'cancelled', answeredAt: null, answeredBy: null } as LoggedCall;
  expect(endedRingFromLog(ended, told).because).toBe('caller-left');
  expect(endedRingFromLog({ ...ended, because: 'declined' }, told).because).toBe('declined');
  const taken = { ...told, phase: 'connected', outcome: null, answeredAt: '2026-11-20T09:00:00Z', answeredBy: 'Sara' } as LoggedCall;
  expect(endedRingFromLog(ended, taken)).toMatchObject({ because: 'taken', by: 'Sara' });
  expect(endedRingFromLog(ended, { ...told, outcome: 'no-answer' }).because).toBe('unanswered');
});
