import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../state/app-state.ts';
import { testAgent } from '../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { leaveBackend } = await import('./join-backend.ts');
const { changeAppState, readAppState } = await import('../state/app-state-store.ts');
const { readPairing, savePairing } = await import('../state/settings-store.ts');
const { fakeEngine } = await import('../testing/fake-engine.ts');

const engineCommands = fakeEngine();
let requests: { request: string; authorization: string | null; engineBefore: string[] }[] = [];
let answer: () => Promise<Response>;

beforeEach(async () => {
  [engineCommands.length, requests] = [0, []];
  answer = async () => new Response(null, { status: 204 });
  vi.stubGlobal('fetch', (url: string, { method, headers }: RequestInit) => {
    const engineBefore = engineCommands.map(({ command }) => command);
    requests.push({ request: `${method} ${url}`, authorization: new Headers(headers).get('authorization'), engineBefore });
    return answer();
  });
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  await changeAppState(() => ({ ...emptyAppState, agent: testAgent }));
});

test('leaving ends the session at the backend, after line and socket are dropped', async () => {
  await leaveBackend();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests).toEqual([
    { request: 'DELETE https://calls.example/api/session', authorization: 'Bearer s', engineBefore: ['dropLine', 'dropPush'] },
  ]);
});

test.each([
  ['is unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['has ended the session already', async () => Response.json({ problem: 'session-revoked', message: '' }, { status: 401 })],
])('this browser forgets its pairing although the backend %s', async (_, answered) => {
  answer = answered;
  await leaveBackend();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(await readPairing()).toBeNull();
  expect(await readAppState()).toMatchObject({ agent: null, line: { is: 'off' }, problem: null });
});
