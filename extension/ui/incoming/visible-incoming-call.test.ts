import { describe, expect, it } from 'vitest';
import { emptyAppState, type IncomingCall, type EndedRing } from '../../state/app-state.ts';
import { testCall } from '../../testing/fixtures.ts';
import { visibleIncomingCall } from './visible-incoming-call.ts';

const caller = { number: '+971505550119', withheld: false, written: '', name: 'Khalid' };
const ringing = (callId: string, more: Partial<IncomingCall> = {}): IncomingCall => ({
  callId,
  sid: `CA${callId}`,
  caller,
  called: '+966112000100',
  since: 1000,
  ringMode: 'loud',
  answering: false,
  ...more,
});
const endedRing = (because: EndedRing['because']): EndedRing => ({ ...ringing('a'), at: 5000, because });

describe('of the ringing calls', () => {
  it('the oldest is shown, with the number of the others', () => {
    expect(visibleIncomingCall({ ...emptyAppState, incoming: [ringing('a'), ringing('b')] }, null, 0)).toMatchObject({
      call: { callId: 'a' },
      more: 1,
    });
  });

  it('the one that is being answered takes precedence', () => {
    const incoming = [ringing('a'), ringing('b', { answering: true })];
    expect(visibleIncomingCall({ ...emptyAppState, incoming }, 'a', 0)).toMatchObject({ call: { callId: 'b' } });
  });
});

describe('a ring that ended without an answer here', () => {
  it('is shown for four seconds where it rang', () => {
    const appState = { ...emptyAppState, endedRing: endedRing('taken') };
    expect(visibleIncomingCall(appState, 'a', 8999)).toMatchObject({ is: 'ended' });
    expect(visibleIncomingCall(appState, 'a', 9000)).toBeNull();
  });

  it.each(['caller-left', 'unanswered'] as const)('stays until it is seen where the call was missed (%s)', (because) => {
    const appState = { ...emptyAppState, endedRing: endedRing(because) };
    expect(visibleIncomingCall(appState, 'a', 9_000_000)).toMatchObject({ is: 'ended' });
    expect(visibleIncomingCall({ ...appState, endedRing: null }, 'a', 9_000_000)).toBeNull();
    expect(visibleIncomingCall({ ...appState, call: testCall }, 'a', 9_000_000)).toBeNull();
  });

  it('is not shown where it did not ring', () => {
    expect(visibleIncomingCall({ ...emptyAppState, endedRing: endedRing('taken') }, 'b', 6000)).toBeNull();
  });

  it('is not shown to the agent who declined it', () => {
    expect(visibleIncomingCall({ ...emptyAppState, endedRing: endedRing('declined') }, 'a', 6000)).toBeNull();
    expect(visibleIncomingCall({ ...emptyAppState, endedRing: endedRing('voicemail') }, 'a', 6000)).toBeNull();
  });
});
