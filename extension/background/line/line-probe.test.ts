import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';

const idle = { queryState: vi.fn<(seconds: number) => Promise<string>>() };
vi.mock('webextension-polyfill', async () => ({ default: { ...(await import('../../testing/fake-browser.ts')).fakeBrowser(), idle } }));
const engine = vi.hoisted(() => ({
  ensureEngine: vi.fn<() => Promise<void>>(),
  sendToEngine: vi.fn<(command: object) => Promise<void>>(),
}));
vi.mock('./engine.ts', () => engine);
const { sendProbe, ringMeNow } = await import('./line-probe.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing, changeSettings } = await import('../../state/settings-store.ts');

let requests: unknown[];
let answer: object;
beforeEach(async () => {
  vi.useFakeTimers({ now: 0 });
  engine.sendToEngine.mockReset();
  idle.queryState.mockReset().mockResolvedValue('active');
  await savePairing({ backendUrl: 'https://calls.example', session: 's' });
  await changeSettings({ doNotDisturb: false });
  await changeAppState(() => emptyAppState);
  requests = [];
  answer = { queuedMs: 0 };
  vi.stubGlobal('fetch', async (_url: string, init: { body: string }) => {
    requests.push(JSON.parse(init.body));
    return Response.json(answer);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const probe = '7f1f3c0e-6f6c-4e0a-9a43-6f3c0e7f1f3c';

test('a probe that the engine needs is asked of the backend, with its need', async () => {
  await sendProbe(probe, 'silent');
  expect(requests).toEqual([{ probe, loud: false, need: 'silent' }]);
  expect(engine.sendToEngine).toHaveBeenCalledWith({ command: 'probeSent', probe, queuedMs: 0 });
});

test('the backend’s "later" reaches the engine', async () => {
  answer = { laterMs: 90_000 };
  await sendProbe(probe, 'renewal');
  expect(engine.sendToEngine).toHaveBeenCalledWith({ command: 'probePostponed', probe, laterMs: 90_000 });
});

test.each([
  ['is away', () => changeAppState((appState) => ({ ...appState, availability: 'away' }))],
  ['is in do-not-disturb', () => changeSettings({ doNotDisturb: true })],
  ['has not touched the machine for an hour', async () => idle.queryState.mockResolvedValue('idle')],
  ['has locked the machine', async () => idle.queryState.mockResolvedValue('locked')],
])('while the agent %s the backend is not asked, except by a person', async (_name, arrange) => {
  await arrange();
  for (const need of ['silent', 'first', 'renewal'] as const) await sendProbe(probe, need);
  expect(engine.sendToEngine.mock.calls.map(([command]) => command)).toEqual(
    [1, 2, 3].map(() => ({ command: 'probePostponed', probe, laterMs: 5 * 60_000 })),
  );
  await sendProbe(probe, 'person');
  expect(requests).toEqual([{ probe, loud: false, need: 'person' }]);
});

test('"Ring me now" waits for the call as long as it is in Twilio’s queue', async () => {
  answer = { queuedMs: 20_000 };
  await ringMeNow();
  await vi.advanceTimersByTimeAsync(31_000);
  expect((await readAppState()).ringTest?.is).toBe('asked');
  await vi.advanceTimersByTimeAsync(1_000);
  expect((await readAppState()).ringTest).toMatchObject({ is: 'failed', problem: { code: 'line-unproven' } });
});
