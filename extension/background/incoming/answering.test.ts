import { beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testCall, testIncomingCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { answerCall, declineCall, endAndAnswer, offerAnswerAgain } = await import('./answering.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');
const { fakeEngine } = await import('../../testing/fake-engine.ts');

const engineCommands = fakeEngine();
const { callId, sid } = testIncomingCall;
let requests: string[] = [];
let answer: () => Promise<Response>;

beforeEach(async () => {
  [engineCommands.length, requests] = [0, []];
  answer = async () => new Response(null, { status: 204 });
  vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
    requests.push(`${method} ${url}`);
    return answer();
  });
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  await changeAppState(() => ({ ...emptyAppState, incoming: [testIncomingCall] }));
});

test.each([
  ['that answers', async () => new Response(null, { status: 204 })],
  ['that is unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
])('Decline silences the call here and tells the backend %s', async (_, answered) => {
  answer = answered;
  await declineCall(callId);
  expect(engineCommands).toEqual([{ command: 'decline', callId }]);
  expect(await readAppState()).toMatchObject({ incoming: [], endedRing: { callId, because: 'declined' } });
  await vi.waitFor(() => expect(requests).toEqual([`POST https://calls.example/api/calls/${sid}/decline`]));
});

const first: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const third: ActiveCall = { ...first, id: 'b3a1a9f6-0a2f-4a0e-8f0c-7d4f5a1c2e3d', number: '+442079460142' };
const holdPath = `POST https://calls.example/api/calls/${first.id}/hold`;
const refusal = (problem: string) => Response.json({ problem, message: '' }, { status: 409 });

/** A second call rings during `call`. */
const ringDuring = (call: ActiveCall, heldCall: ActiveCall | null = null) =>
  changeAppState(() => ({ ...emptyAppState, call, heldCall, incoming: [{ ...testIncomingCall, ringMode: 'waiting' }] }));

test('Answer during a call puts that call on hold, and only then answers', async () => {
  await ringDuring(first);
  answer = async () => {
    expect(engineCommands).toEqual([]);
    return Response.json({ id: 'CA1' });
  };
  await answerCall(callId);
  expect(requests).toEqual([holdPath]);
  expect(engineCommands).toEqual([{ command: 'answer', callId, keep: first.id }]);
  expect(await readAppState()).toMatchObject({
    call: { id: first.id, heldSince: expect.any(Number) as unknown },
    incoming: [{ answering: true }],
  });
});

test('Answer during a call that is on hold already asks the backend nothing', async () => {
  await ringDuring({ ...first, heldSince: 5 });
  await answerCall(callId);
  expect(requests).toEqual([]);
  expect(engineCommands).toEqual([{ command: 'answer', callId, keep: first.id }]);
});

test('when the backend refuses the hold, the second call rings on and the first goes on', async () => {
  await ringDuring(first);
  answer = async () => refusal('call-being-changed');
  await expect(answerCall(callId)).rejects.toMatchObject({ problem: { code: 'call-being-changed' } });
  expect(engineCommands).toEqual([]);
  const { call, incoming } = await readAppState();
  expect(call).toEqual(first);
  expect(incoming).toMatchObject([{ callId, answering: false }]);
});

test('a caller who gives up while the first call is put on hold: that call is resumed', async () => {
  await ringDuring(first);
  answer = async () => {
    await changeAppState((appState) => ({ ...appState, incoming: [] }));
    return Response.json({ id: 'CA1' });
  };
  await expect(answerCall(callId)).rejects.toMatchObject({ problem: { code: 'call-unknown' } });
  expect(requests).toEqual([holdPath, holdPath.replace('hold', 'resume')]);
  expect(engineCommands).toEqual([]);
  expect((await readAppState()).call).toEqual(first);
});

test.each([
  ['beside a held call', first, { ...third, heldSince: 5 }],
  ['during a call on the own phone', { ...first, mode: 'phone' as const }, null],
  ['during a call that rings', testCall, null],
])('Answer %s ends nothing', async (_, call, heldCall) => {
  await ringDuring(call, heldCall);
  await expect(answerCall(callId)).rejects.toMatchObject({ problem: { code: 'call-already-active' } });
  expect([requests, engineCommands]).toEqual([[], []]);
  expect((await readAppState()).incoming).toMatchObject([{ answering: false }]);
});

test('End and answer ends the call on the screen alone: the held one is kept', async () => {
  await ringDuring(first, { ...third, heldSince: 5 });
  await endAndAnswer(callId, first.id);
  expect(engineCommands).toEqual([{ command: 'answer', callId, keep: third.id }]);
});

test('End and answer ends no other call than the one that its button named', async () => {
  await ringDuring(first);
  await expect(endAndAnswer(callId, third.id)).rejects.toMatchObject({ problem: { code: 'call-already-active' } });
  expect(engineCommands).toEqual([]);
});

test('an answer that a stop of the service worker cut off can be given again; one that is under way stays', async () => {
  await changeAppState(() => ({ ...emptyAppState, incoming: [{ ...testIncomingCall, answering: true }] }));
  await offerAnswerAgain();
  expect((await readAppState()).incoming).toMatchObject([{ answering: false }]);
  await ringDuring(first);
  answer = async () => {
    await offerAnswerAgain();
    expect((await readAppState()).incoming).toMatchObject([{ answering: true }]);
    return Response.json({ id: 'CA1' });
  };
  await answerCall(callId);
  expect(engineCommands).toHaveLength(1);
});
