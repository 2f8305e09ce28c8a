import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';
import { testIncomingCall, testLoggedCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { onInviteEnded } = await import('./ringing.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');

const { callId, sid } = testIncomingCall;
const row = { ...testLoggedCall, id: sid, direction: 'incoming' as const };
const ringing = { ...row, phase: 'ringing' as const };
const left = { ...row, phase: 'ended' as const, outcome: 'cancelled' as const };

/** Milliseconds from the end of the ringing to each request to the log, and what the log answers in turn. */
let requestedAt: number[] = [];
let answers: object[] = [];
beforeEach(async () => {
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  await changeAppState(() => ({ ...emptyAppState, incoming: [testIncomingCall] }));
  requestedAt = [];
  vi.useFakeTimers({ now: 0 });
  vi.stubGlobal('fetch', async () => {
    requestedAt.push(Date.now());
    return Response.json(answers.shift());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const ended = (at: number, declined = false) => ({ event: 'inviteEnded' as const, callId, at, declined });
const reason = async () => (await readAppState()).endedRing?.because;

test('the reason is asked of the log until the log has it', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.999);
  answers = [ringing, left, left];
  await onInviteEnded(ended(0));
  expect(await reason()).toBe('unanswered');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await reason()).toBe('caller-left');
  expect(requestedAt).toHaveLength(2);
});

test('each wait is random from near zero to its maximum', async () => {
  for (const [random, waits] of [
    [0, [50, 50, 50]],
    [0.5, [175, 625, 2_025]],
    [0.999_999, [300, 1_200, 4_000]],
  ] as const) {
    await changeAppState(() => ({ ...emptyAppState, incoming: [testIncomingCall] }));
    vi.spyOn(Math, 'random').mockReturnValue(random);
    answers = [ringing, ringing, ringing];
    requestedAt = [];
    const start = Date.now();
    await onInviteEnded(ended(start));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(requestedAt.map((at, i) => at - (requestedAt[i - 1] ?? start))).toEqual(waits.map((ms) => expect.closeTo(ms, -0.5)));
  }
});

test('a call declined in another browser of the agent is declined here, and asks nothing', async () => {
  await onInviteEnded(ended(0, true));
  expect(await reason()).toBe('declined');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(requestedAt).toEqual([]);
});

test('a call declined here asks nothing, and a call that rings again ends the requests', async () => {
  answers = [left];
  await changeAppState((appState) => ({ ...appState, incoming: [], endedRing: { ...testIncomingCall, at: 0, because: 'declined' } }));
  await onInviteEnded(ended(0));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(requestedAt).toEqual([]);
  await changeAppState(() => ({ ...emptyAppState, incoming: [testIncomingCall] }));
  await onInviteEnded(ended(0));
  await changeAppState((appState) => ({ ...appState, endedRing: null }));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(requestedAt).toEqual([]);
});
