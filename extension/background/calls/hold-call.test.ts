import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent, testCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { holdCall } = await import('./hold-call.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');

const connected: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const accepted = () => Promise.resolve(Response.json({ id: 'CA1' }));
const backend = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(accepted);
const paths = () => backend.mock.calls.map(([url, { method }]) => `${method} ${new URL(url).pathname}`);
const callInState = async () => (await readAppState()).call;
const show = (call: ActiveCall) => changeAppState(() => ({ ...emptyAppState, agent: testAgent, call }));

beforeEach(async () => {
  backend.mockReset().mockImplementation(accepted);
  vi.stubGlobal('fetch', backend);
  await savePairing({ backendUrl: 'https://backend.example', session: 'secret' });
  await show(connected);
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['an outgoing call under our own id', connected, connected.id],
  ['an own-phone call under our own id', { ...connected, mode: 'phone' }, connected.id],
  ['an incoming call under its CallSid', { ...connected, direction: 'incoming', sid: 'CA9' }, 'CA9'],
] as const)('%s is held and resumed', async (_, call, id) => {
  await show(call);
  await holdCall(call.id, true);
  const { heldSince } = (await callInState())!;
  expect(heldSince).toBeGreaterThan(0);
  await holdCall(call.id, true);
  expect(await callInState()).toEqual({ ...call, heldSince });
  await holdCall(call.id, false);
  expect(await callInState()).toEqual(call);
  expect(paths()).toEqual(['hold', 'hold', 'resume'].map((change) => `POST /api/calls/${id}/${change}`));
});

test('a second press while the first is on its way is refused, and the first succeeds', async () => {
  const { promise, resolve: answer } = Promise.withResolvers<Response>();
  backend.mockImplementation(() => promise);
  const first = holdCall(connected.id, true);
  await vi.waitFor(() => expect(backend).toHaveBeenCalledOnce());
  await expect(holdCall(connected.id, true)).rejects.toMatchObject({ problem: { code: 'call-being-changed' } });
  answer(Response.json({ id: 'CA1' }));
  await first;
  expect(backend).toHaveBeenCalledOnce();
  expect((await callInState())?.heldSince).toBeGreaterThan(0);
});

test('a change that never finished blocks the call for a while only', async () => {
  await show({ ...connected, changingHoldUntil: Date.now() - 1 });
  await holdCall(connected.id, true);
  expect((await callInState())?.heldSince).toBeGreaterThan(0);
});

test.each([
  [409, 'call-not-connected'],
  [502, 'call-failed'],
])('when the backend answers %i, its Problem is thrown and the call stays as it was', async (status, problem) => {
  backend.mockImplementation(() => Promise.resolve(Response.json({ problem, message: '' }, { status })));
  await expect(holdCall(connected.id, true)).rejects.toMatchObject({ problem: { code: problem } });
  expect(await callInState()).toEqual(connected);
});

test.each([
  ['call-unknown', crypto.randomUUID(), connected],
  ['call-not-connected', testCall.id, testCall],
])('%s: nothing is sent', async (problem, id, call) => {
  await show(call);
  await expect(holdCall(id, true)).rejects.toMatchObject({ problem: { code: problem } });
  expect(backend).not.toHaveBeenCalled();
});
