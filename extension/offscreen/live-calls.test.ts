import { EventEmitter } from 'node:events';
import type { Call } from '@twilio/voice-sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineCall, EngineEvent } from '../protocol/engine-events.ts';
import { createLiveCalls, updateCall } from './live-calls.ts';

class FakeCall extends EventEmitter {
  parameters: Record<string, string> = { CallSid: 'CA1' };
  sent: string[] = [];
  disconnect = () => void this.emit('disconnect', this);
  getLocalStream = () => undefined;
  sendDigits = (keys: string) => void this.sent.push(keys);
  mute = (on: boolean) => void this.emit('mute', on);
}

const dialled = (): EngineCall => ({ callId: 'one', muted: false, phase: 'dialling', since: 0 });
let events: EngineEvent[];
let busy: boolean[];
let calls: ReturnType<typeof createLiveCalls>;
beforeEach(() => {
  vi.useFakeTimers();
  [events, busy] = [[], []];
  calls = createLiveCalls({
    audio: { release: async () => null, activate: async () => undefined, closeMicrophone: async () => undefined },
    lookAtMicrophone: async () => 'granted',
    report: (event) => events.push(event),
    onBusyChanged: () => busy.push(calls.isBusy()),
  });
});
afterEach(() => void vi.useRealTimers());

test('the summary of a call follows its events', () => {
  const known = dialled();
  updateCall(known, { event: 'callChanged', callId: 'one', sid: 'CA1', move: { happened: 'rang', at: 1 } });
  expect(known).toMatchObject({ sid: 'CA1', phase: 'ringing', since: 1 });
  updateCall(known, { event: 'callChanged', callId: 'one', move: { happened: 'answered', at: 2 } });
  updateCall(known, { event: 'callMuted', callId: 'one', on: true });
  expect(known).toEqual({ callId: 'one', sid: 'CA1', muted: true, phase: 'connected', since: 2 });
});

test('busy from its start to its end, each change reported once', async () => {
  const call = new FakeCall();
  calls.add(call as unknown as Call, dialled(), {});
  expect(calls.list()).toHaveLength(1);
  calls.disconnect('one');
  await vi.advanceTimersByTimeAsync(0);
  expect(busy).toEqual([true, false]);
  expect(calls.list()).toEqual([]);
  expect(events.at(-1)).toMatchObject({ event: 'callChanged', move: { happened: 'ended', outcome: 'cancelled' } });
});

test('an extension is keyed after the answer, behind a pause', () => {
  const call = new FakeCall();
  calls.add(call as unknown as Call, dialled(), { ext: '12' });
  call.emit('ringing', false);
  expect(call.sent).toEqual([]);
  call.emit('accept');
  expect(call.sent).toEqual(['ww12']);
});

test('keys of a call that is over are neither sent nor reported', () => {
  const call = new FakeCall();
  calls.add(call as unknown as Call, dialled(), {});
  calls.sendDigits('one', '5');
  calls.sendDigits('other', '6');
  expect(call.sent).toEqual(['5']);
  expect(events).toEqual([{ event: 'keysSent', callId: 'one', keys: '5' }]);
});

test('stuck media ends a call that is being set up, and leaves an answered one alone', async () => {
  const [setUp, answered] = [new FakeCall(), new FakeCall()];
  calls.add(setUp as unknown as Call, dialled(), {});
  calls.add(answered as unknown as Call, { ...dialled(), callId: 'two' }, {});
  answered.emit('accept');
  calls.onMediaStuck();
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.list().map(({ callId }) => callId)).toEqual(['two']);
  expect(events.at(-1)).toMatchObject({ callId: 'one', move: { problem: { code: 'media-blocked' } } });
});

test('a call that is aside is silent, reports no change of its microphone, and keeps what the agent chose', async () => {
  const call = new FakeCall();
  calls.add(call as unknown as Call, { ...dialled(), muted: true }, {});
  await calls.setAside('one');
  calls.mute('one', false);
  call.emit('mute', false);
  expect(events.filter(({ event }) => event === 'callMuted')).toEqual([]);
  expect(calls.list()).toMatchObject([{ muted: true, aside: true }]);
});

test('the end of all calls but one', async () => {
  const [first, second] = [new FakeCall(), new FakeCall()];
  calls.add(first as unknown as Call, dialled(), {});
  calls.add(second as unknown as Call, { ...dialled(), callId: 'two' }, {});
  calls.disconnectAllBut('two');
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.list().map(({ callId }) => callId)).toEqual(['two']);
});
