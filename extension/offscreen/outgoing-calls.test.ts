import type { Call } from '@twilio/voice-sdk';
import { beforeEach, expect, test, vi } from 'vitest';
import type { EngineEvent, Line, MicrophoneState } from '../protocol/engine-events.ts';
import { createOutgoingCalls } from './outgoing-calls.ts';

const dial = { command: 'dial' as const, callId: 'one', params: { To: '+14155550100', CallId: 'one', Language: 'en' as const } };
const call = { disconnect: vi.fn<() => void>() };
let device: { connect: () => Promise<Call> } | null;
let line: Line;
let events: EngineEvent[];
let steps: string[];
let microphone: MicrophoneState;
let outgoing: ReturnType<typeof createOutgoingCalls>;

beforeEach(() => {
  [events, steps, microphone, line] = [[], [], 'granted', { is: 'ready', provenAt: 0 }];
  call.disconnect.mockReset();
  device = {
    async connect() {
      steps.push('connect');
      return call as unknown as Call;
    },
  };
  outgoing = createOutgoingCalls({
    registration: () => ({ device: () => device, line: () => line }),
    liveCalls: { add: (_call, { callId }) => void steps.push(`add ${callId}`), disconnectAll: () => void steps.push('disconnect others') },
    microphone: async () => microphone,
    report: (event) => events.push(event),
  });
});
const endings = () => events.flatMap((event) => (event.event === 'callChanged' ? [event.move] : []));

test('the earlier call ends, and the new one is placed and live', async () => {
  await outgoing.connect(dial);
  expect(steps).toEqual(['disconnect others', 'connect', 'add one']);
  expect(outgoing.areStarting()).toBe(false);
});

test('without a microphone nothing is placed, and the earlier call goes on', async () => {
  microphone = 'missing';
  await outgoing.connect(dial);
  expect(steps).toEqual([]);
  expect(endings()).toMatchObject([{ happened: 'ended', outcome: 'failed', problem: { code: 'microphone-missing' } }]);
});

test.each([
  [{ is: 'problem', problem: { code: 'token-refused' }, since: 0 }, 'token-refused'],
  [{ is: 'off' }, 'line-unreachable'],
] satisfies [Line, string][])('without a Device the call fails with the Problem of the line: %o', async (state, code) => {
  [device, line] = [null, state];
  await outgoing.connect(dial);
  expect(endings()).toMatchObject([{ outcome: 'failed', problem: { code } }]);
});

test('cancelled before the SDK has a call: reported once as cancelled, and the late call is disconnected', async () => {
  const connected = outgoing.connect(dial);
  expect(outgoing.areStarting()).toBe(true);
  outgoing.cancel('one');
  await connected;
  expect(endings()).toMatchObject([{ outcome: 'cancelled' }]);
  expect(call.disconnect).toHaveBeenCalledOnce();
  expect(steps).not.toContain('add one');
});

test('an SDK that refuses to connect ends the call as failed', async () => {
  device = { connect: () => Promise.reject(new Error('A Call is already active')) };
  await outgoing.connect(dial);
  expect(endings()).toMatchObject([{ outcome: 'failed', problem: { code: 'call-failed' } }]);
});

test.each([
  [799, ['disconnect others', 'connect', 'add one'], []],
  [800, [], [{ outcome: 'failed', problem: { code: 'call-failed' } }]],
])('call parameters of %i bytes: Twilio may cut the number from 800 on', async (bytes, expectedSteps, expectedEndings) => {
  const CallId = ''.padEnd(bytes - 'To=%2B14155550100&CallId=&Language=en'.length, 'a');
  await outgoing.connect({ ...dial, params: { ...dial.params, CallId } });
  expect(steps).toEqual(expectedSteps);
  expect(endings()).toMatchObject(expectedEndings);
});
