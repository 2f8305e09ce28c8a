import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent, testCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { speakOnHeldCall } = await import('./swap-calls.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');
const { fakeEngine } = await import('../../testing/fake-engine.ts');

const engineCommands = fakeEngine();
const noura: ActiveCall = { ...testCall, id: 'noura', phase: { is: 'connected', since: 1 }, heldSince: 5 };
const khalid: ActiveCall = { ...testCall, id: 'khalid', phase: { is: 'connected', since: 6 } };
const refused = () => Response.json({ problem: 'phone-service-unreachable', message: '' }, { status: 502 });
/** The backend's requests and the engine's commands, in their order. */
let steps: string[];
let answer: (step: string) => Response | Promise<Response>;

beforeEach(async () => {
  steps = [];
  engineCommands.length = 0;
  answer = () => Response.json({ id: 'CA1' });
  vi.stubGlobal('fetch', async (url: string) => {
    const step = new URL(url).pathname.replace('/api/calls/', '');
    steps.push(...engineCommands.splice(0).map(({ command }) => command), step);
    return answer(step);
  });
  await savePairing({ backendUrl: 'https://backend.example', session: 'secret' });
  await changeAppState(() => ({ ...emptyAppState, agent: testAgent, call: khalid, heldCall: noura }));
});
afterEach(() => vi.unstubAllGlobals());

test('the call on the screen is held before the other one is spoken on and resumed', async () => {
  await speakOnHeldCall('noura');
  expect(steps).toEqual(['khalid/hold', 'speakOn', 'noura/resume']);
  const { call, heldCall } = await readAppState();
  expect(call).toEqual({ ...noura, heldSince: undefined });
  expect(heldCall).toMatchObject({ id: 'khalid', heldSince: expect.any(Number) as unknown });
});

test('a call on the screen that is on hold already is not held again', async () => {
  await changeAppState((appState) => ({ ...appState, call: { ...khalid, heldSince: 7 } }));
  await speakOnHeldCall('noura');
  expect(steps).toEqual(['speakOn', 'noura/resume']);
});

test('when the hold is refused, both calls are as they were', async () => {
  answer = refused;
  await expect(speakOnHeldCall('noura')).rejects.toMatchObject({ problem: { code: 'phone-service-unreachable' } });
  expect(engineCommands).toEqual([]);
  expect(await readAppState()).toMatchObject({ call: khalid, heldCall: noura });
});

test('when the resume is refused, both calls are on hold, and the other one is on the screen with its Resume', async () => {
  answer = (step) => (step === 'noura/resume' ? refused() : Response.json({ id: 'CA1' }));
  await expect(speakOnHeldCall('noura')).rejects.toMatchObject({ problem: { code: 'phone-service-unreachable' } });
  const { call, heldCall } = await readAppState();
  expect([call?.id, call?.heldSince]).toEqual(['noura', 5]);
  expect(heldCall).toMatchObject({ id: 'khalid', heldSince: expect.any(Number) as unknown });
});

test('a call that ends while it is being held: the other one is resumed', async () => {
  answer = async (step) => {
    if (step !== 'khalid/hold') return Response.json({ id: 'CA1' });
    await changeAppState((appState) => ({ ...appState, call: noura, heldCall: null }));
    return Response.json({ problem: 'call-not-connected', message: '' }, { status: 409 });
  };
  await speakOnHeldCall('noura');
  expect(steps).toEqual(['khalid/hold', 'speakOn', 'noura/resume']);
  expect((await readAppState()).call?.heldSince).toBeUndefined();
});

test('an id that is not that of a held call changes nothing', async () => {
  await expect(speakOnHeldCall('khalid')).rejects.toMatchObject({ problem: { code: 'call-unknown' } });
  expect(steps).toEqual([]);
});
