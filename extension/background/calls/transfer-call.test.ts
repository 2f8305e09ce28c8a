import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent, testCall, testLoggedCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { finishTransfer, transferCall } = await import('./transfer-call.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');

const connected: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const asking = { id: 1, stage: 'asking' as const, from: 'omar', to: 'Reem Haddad' };
const backend = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const requests = () =>
  backend.mock.calls.map(([url, { method, body }]) => `${method} ${new URL(url).pathname} ${typeof body === 'string' ? body : ''}`.trim());
const callInState = async () => (await readAppState()).call;
const show = (call: ActiveCall) => changeAppState(() => ({ ...emptyAppState, agent: testAgent, call }));
const to = { callId: connected.id, to: 'reem', name: 'Reem Haddad' };

beforeEach(async () => {
  backend
    .mockReset()
    .mockImplementation((url) =>
      Promise.resolve(Response.json(/transfer/.test(url) ? { id: 'CA1' } : { ...testLoggedCall, transfer: asking })),
    );
  vi.stubGlobal('fetch', backend);
  await savePairing({ backendUrl: 'https://backend.example', session: 'secret' });
  await show(connected);
});
afterEach(() => vi.unstubAllGlobals());

test('sent: the call is shown as transferred; the engine ends it', async () => {
  await transferCall({ ...to, ask: false });
  expect(requests()).toEqual([`POST /api/calls/${connected.id}/transfer {"to":"reem","ask":false}`]);
  expect(await callInState()).toEqual({ ...connected, transferredTo: 'Reem Haddad' });
});

test('sent from the own phone: the call ends here, because in the log it goes on', async () => {
  await show({ ...connected, mode: 'phone', heldSince: 5 });
  await transferCall({ ...to, ask: false });
  expect(await callInState()).toMatchObject({ phase: { is: 'ended', outcome: 'completed', connectedAt: 1 }, transferredTo: 'Reem Haddad' });
});

test('asked first: the call shows who rings, and the hold', async () => {
  await transferCall({ ...to, ask: true });
  expect(await callInState()).toMatchObject({ transfer: asking, heldSince: expect.any(Number) as number, phase: { is: 'connected' } });
  expect((await callInState())?.changingHoldUntil).toBeUndefined();
});

test('complete leaves the call to the one who was asked', async () => {
  await show({ ...connected, transfer: { ...asking, stage: 'talking' }, heldSince: 5 });
  await finishTransfer(connected.id, 'complete');
  expect(requests()).toEqual([`POST /api/calls/${connected.id}/transfer/complete {}`]);
  expect(await callInState()).toMatchObject({ transferredTo: 'Reem Haddad' });
});

test('a second press while the first is on its way is refused', async () => {
  const { promise, resolve: answer } = Promise.withResolvers<Response>();
  backend.mockImplementation(() => promise);
  const first = transferCall({ ...to, ask: false });
  await vi.waitFor(() => expect(backend).toHaveBeenCalledOnce());
  await expect(transferCall({ ...to, ask: true })).rejects.toMatchObject({ problem: { code: 'call-being-changed' } });
  answer(Response.json({ id: 'CA1' }));
  await first;
});

test('when the backend refuses, its Problem is thrown and the call stays as it was', async () => {
  backend.mockImplementation(() => Promise.resolve(Response.json({ problem: 'colleague-unreachable', message: '' }, { status: 409 })));
  await expect(transferCall({ ...to, ask: true })).rejects.toMatchObject({ problem: { code: 'colleague-unreachable' } });
  expect(await callInState()).toEqual(connected);
});

test('a call that rings cannot be transferred', async () => {
  await show(testCall);
  await expect(transferCall({ ...to, ask: false })).rejects.toMatchObject({ problem: { code: 'call-not-connected' } });
  expect(backend).not.toHaveBeenCalled();
});
