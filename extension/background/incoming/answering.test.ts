import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';
import { testIncomingCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { declineCall } = await import('./answering.ts');
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
