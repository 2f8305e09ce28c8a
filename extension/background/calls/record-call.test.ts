import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent, testCall, testLoggedCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { recordCall } = await import('./record-call.ts');
const { applyLogPush } = await import('./log-push.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');

const connected: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const row = (state: 'recording' | 'paused', changes: number): LoggedCall => ({
  ...testLoggedCall,
  recordings: [{ id: `RE${'1'.repeat(32)}`, state, seconds: null, changes }],
});
const backend = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const requests = () =>
  backend.mock.calls.map(([url, { method, body }]) => `${method} ${new URL(url).pathname} ${typeof body === 'string' ? body : ''}`.trim());
const callInState = async () => (await readAppState()).call;
const show = (call: ActiveCall) => changeAppState(() => ({ ...emptyAppState, agent: testAgent, call }));

beforeEach(async () => {
  backend
    .mockReset()
    .mockImplementation((url) => Promise.resolve(Response.json(url.endsWith('/recording') ? { id: 'CA1' } : row('recording', 1))));
  vi.stubGlobal('fetch', backend);
  await savePairing({ backendUrl: 'https://backend.example', session: 'secret' });
  await show(connected);
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['an outgoing call under our own id', connected, connected.id],
  ['an incoming call under its CallSid', { ...connected, direction: 'incoming', sid: 'CA9' }, 'CA9'],
] as const)('%s is recorded, and the state is that of its row', async (_, call, id) => {
  await show(call);
  await recordCall(call.id, 'start');
  expect(requests()).toEqual([`POST /api/calls/${id}/recording {"action":"start"}`, `GET /api/calls/${id}`]);
  expect(await callInState()).toEqual({ ...call, recording: { state: 'recording', changes: 1 } });
});

test('a second press while the first is on its way is refused', async () => {
  const { promise, resolve: answer } = Promise.withResolvers<Response>();
  backend.mockImplementationOnce(() => promise);
  const first = recordCall(connected.id, 'start');
  await vi.waitFor(() => expect(backend).toHaveBeenCalledOnce());
  await expect(recordCall(connected.id, 'start')).rejects.toMatchObject({ problem: { code: 'call-being-changed' } });
  answer(Response.json({ id: 'CA1' }));
  await first;
  expect((await callInState())?.recording?.state).toBe('recording');
});

test('a refusal is thrown, and the state stays', async () => {
  backend.mockImplementation(() => Promise.resolve(Response.json({ problem: 'recording-off', message: '' }, { status: 403 })));
  await expect(recordCall(connected.id, 'start')).rejects.toMatchObject({ problem: { code: 'recording-off' } });
  expect(await callInState()).toEqual(connected);
});

test('a call that is not connected is not recorded, and nothing is sent', async () => {
  await show(testCall);
  await expect(recordCall(testCall.id, 'start')).rejects.toMatchObject({ problem: { code: 'call-not-connected' } });
  expect(backend).not.toHaveBeenCalled();
});

test('a recording that the backend began, or that another view paused, shows by the push', async () => {
  await applyLogPush([row('recording', 1)], false);
  expect((await callInState())?.recording).toEqual({ state: 'recording', changes: 1 });
  await applyLogPush([row('paused', 2)], false);
  await applyLogPush([row('recording', 1)], false);
  expect((await callInState())?.recording).toEqual({ state: 'paused', changes: 2 });
});
