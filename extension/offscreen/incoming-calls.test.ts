import { EventEmitter } from 'node:events';
import type { Call } from '@twilio/voice-sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readCaller } from '../../shared/caller.ts';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import { createIncomingCalls } from './incoming-calls.ts';

/** As much of the SDK's call as is used for a call that rings. */
class FakeCall extends EventEmitter {
  accept = vi.fn<() => void>();
  reject = vi.fn<() => void>();
  ignore = vi.fn<() => void>();
}

let sounds: string[];
let events: EngineEvent[];
let microphone: MicrophoneState;
let busy: boolean;
let live: string[];
let steps: string[];
let setAside: (callId: string) => Promise<void>;
let incoming: ReturnType<typeof createIncomingCalls>;

beforeEach(() => {
  vi.useFakeTimers();
  [sounds, events, live, steps, microphone, busy] = [[], [], [], [], 'granted', false];
  setAside = async (callId) => void steps.push(`aside ${callId}`);
  incoming = createIncomingCalls({
    liveCalls: {
      add: (_call, { callId }) => void live.push(callId),
      disconnectAllBut: (keep) => (live = live.filter((callId) => callId === keep)),
      setAside: (callId) => setAside(callId),
      ensureSpoken: async () => void steps.push('ensure spoken'),
    },
    isBusy: () => busy,
    ringer: { sound: (kind) => sounds.push(kind) },
    microphone: async () => microphone,
    report: (event) => events.push(event),
  });
});
afterEach(() => void vi.useRealTimers());

function ring(callId: string): FakeCall {
  const call = new FakeCall();
  incoming.ring(call as unknown as Call, {
    callId,
    sid: `CA-${callId}`,
    caller: readCaller('+966555010142'),
    called: '',
    since: Date.now(),
  });
  return call;
}
const invited = (callId: string) => incoming.list().find((one) => one.callId === callId);
const names = () => events.map(({ event }) => event);

test('the first call rings until its caller hangs up', () => {
  const call = ring('one');
  expect(invited('one')).toMatchObject({ ringMode: 'loud' });
  expect(sounds).toEqual(['ring']);
  call.emit('cancel');
  expect(sounds).toEqual(['ring', 'none']);
  expect(names()).toEqual(['callInvited', 'inviteEnded']);
  expect(incoming.list()).toEqual([]);
});

test.each([
  ['a call is live here', () => (busy = true)],
  ['a call is live on the own phone', () => incoming.useSettings({ onOwnPhone: true })],
])('one beep while %s', (_name, prepare) => {
  prepare();
  ring('one');
  expect(invited('one')).toMatchObject({ ringMode: 'waiting' });
  expect(sounds).toEqual(['beep']);
});

test('a call that comes while another rings waits without a sound of its own, and does not stop the ring when it ends', () => {
  ring('one');
  const second = ring('two');
  expect(invited('two')).toMatchObject({ ringMode: 'waiting' });
  second.emit('cancel');
  expect(sounds).toEqual(['ring']);
});

test('do not disturb: the call is ignored without a sound or a report, and rings on in other browsers', () => {
  incoming.useSettings({ doNotDisturb: true });
  const call = ring('one');
  expect(call.ignore).toHaveBeenCalledOnce();
  expect(call.reject).not.toHaveBeenCalled();
  incoming.useSettings({ doNotDisturb: false });
  ring('two');
  expect(sounds).toEqual(['ring']);
  expect(incoming.list().map(({ callId }) => callId)).toEqual(['two']);
});

test('automatic answer: one beep, and the answer three seconds later', async () => {
  incoming.useSettings({ autoAnswer: true });
  const call = ring('one');
  expect(sounds).toEqual(['beep']);
  expect(invited('one')?.autoAnswerAt).toBe(Date.now() + 3_000);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(call.accept).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(call.accept).toHaveBeenCalledOnce();
  expect(live).toEqual(['one']);
});

test('only a call that rings alone is answered automatically', () => {
  incoming.useSettings({ autoAnswer: true });
  busy = true;
  ring('one');
  expect(invited('one')?.autoAnswerAt).toBeUndefined();
});

test('a cancelled automatic answer does not come, and the call is still there to be answered', async () => {
  incoming.useSettings({ autoAnswer: true });
  const call = ring('one');
  incoming.cancelAutoAnswer('one');
  expect(invited('one')?.autoAnswerAt).toBeUndefined();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(call.accept).not.toHaveBeenCalled();
  await incoming.accept('one');
  expect(call.accept).toHaveBeenCalledOnce();
});

test('silenced, a call stops sounding and rings on', () => {
  ring('one');
  incoming.silence('one');
  expect(sounds).toEqual(['ring', 'none']);
  expect(invited('one')).toMatchObject({ ringMode: 'silent' });
});

test('accepted, the ring stops at once and the call is live', async () => {
  const call = ring('one');
  const accepted = incoming.accept('one');
  expect(sounds).toEqual(['ring', 'none']);
  await accepted;
  expect(call.accept).toHaveBeenCalledOnce();
  expect(live).toEqual(['one']);
  call.emit('disconnect');
  expect(names()).toEqual(['callInvited']);
});

test('without a microphone the call rings on, audibly', async () => {
  microphone = 'denied';
  const call = ring('one');
  await incoming.accept('one');
  expect(sounds.at(-1)).toBe('ring');
  expect(events.at(-1)).toEqual({ event: 'answerFailed', callId: 'one', problem: { code: 'microphone-blocked' } });
  expect(call.accept).not.toHaveBeenCalled();
  microphone = 'granted';
  await incoming.accept('one');
  expect(live).toEqual(['one']);
});

test('a call whose caller hangs up while it is being accepted is not accepted', async () => {
  const call = ring('one');
  const accepted = incoming.accept('one');
  call.emit('cancel');
  await accepted;
  expect(call.accept).not.toHaveBeenCalled();
  expect(sounds.at(-1)).toBe('none');
});

test.each([
  ['here', (callId: string) => incoming.decline(callId)],
  ['in another browser of the agent', (callId: string) => incoming.declineBySid(`CA-${callId}`)],
])('declined %s, the call is over here, and Twilio is not told', (_name, decline) => {
  const call = ring('one');
  decline('one');
  expect(sounds).toEqual(['ring', 'none']);
  expect(events.at(-1)).toMatchObject({ event: 'inviteEnded', callId: 'one', declined: true });
  expect(call.ignore).toHaveBeenCalledOnce();
  expect(call.reject).not.toHaveBeenCalled();
  call.emit('cancel');
  expect(names()).toEqual(['callInvited', 'inviteEnded']);
  expect(incoming.list()).toEqual([]);
});

test('a call that rings beside a declined one rings on', () => {
  ring('one');
  ring('two');
  incoming.declineBySid('CA-two');
  expect(incoming.list().map(({ callId }) => callId)).toEqual(['one']);
});

test('the kept call is set aside before the answer, and every other live call ends', async () => {
  live = ['first', 'earlier'];
  const call = ring('one');
  setAside = async (callId) => {
    expect(call.accept).not.toHaveBeenCalled();
    steps.push(`aside ${callId}`);
  };
  await incoming.accept('one', 'first');
  expect(steps).toEqual(['aside first']);
  expect(live).toEqual(['first', 'one']);
  expect(call.accept).toHaveBeenCalledOnce();
});

test('a caller who gives up while the first call is set aside ends nothing: that call is spoken on', async () => {
  live = ['first'];
  const call = ring('one');
  setAside = async () => void call.emit('cancel');
  await incoming.accept('one', 'first');
  expect(steps).toEqual(['ensure spoken']);
  expect(live).toEqual(['first']);
  expect(call.accept).not.toHaveBeenCalled();
});

test('while the first call cannot be set aside, the second one rings on', async () => {
  live = ['first'];
  const call = ring('one');
  setAside = () => Promise.reject(new Error('no device'));
  await incoming.accept('one', 'first');
  expect(events.at(-1)).toMatchObject({ event: 'answerFailed', callId: 'one' });
  expect(live).toEqual(['first']);
  expect(call.accept).not.toHaveBeenCalled();
  expect(invited('one')).toBeDefined();
});
