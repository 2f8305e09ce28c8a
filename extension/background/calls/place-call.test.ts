import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineCommand } from '../../protocol/engine-commands.ts';
import { emptyAppState } from '../../state/app-state.ts';
import { testAgent } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { dial, prepareCall } = await import('./place-call.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');
const { savePairing } = await import('../../state/settings-store.ts');
const { fakeEngine } = await import('../../testing/fake-engine.ts');

const commands: EngineCommand[] = fakeEngine();
const number = '+966555010142';
const longPage = 'https://crm.example/'.padEnd(2000, 'a');
const noContent = () => Promise.resolve(new Response(null, { status: 204 }));
const backend = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(noContent);
const requests = () => backend.mock.calls.map(([url, { method, body }]) => ({ url, method, body: JSON.parse(body as string) as unknown }));

beforeEach(async () => {
  commands.length = 0;
  backend.mockReset().mockImplementation(noContent);
  vi.stubGlobal('fetch', backend);
  await savePairing({ backendUrl: 'https://backend.example', session: 'secret' });
  await changeAppState(() => ({ ...emptyAppState, agent: testAgent, line: { is: 'ready', provenAt: 0 }, microphone: 'granted' }));
});
afterEach(() => vi.unstubAllGlobals());

const callInState = async () => (await readAppState()).call;

test('only the number, the id and the language travel through Twilio, in fewer than 800 bytes', async () => {
  await dial({ number }, { pageUrl: longPage, name: 'Noura' });
  const id = (await callInState())?.id;
  expect(commands).toEqual([{ command: 'dial', callId: id, params: { To: number, CallId: id, Language: 'en' } }]);
  const [command] = commands;
  expect(command?.command === 'dial' && new URLSearchParams(command.params).toString().length).toBeLessThan(100);
});

test('page and name go to the backend under the id of the call', async () => {
  await dial({ number }, { pageUrl: longPage, name: 'Noura' });
  await vi.waitFor(() => expect(backend).toHaveBeenCalled());
  expect(requests()).toEqual([
    {
      url: `https://backend.example/api/calls/${(await callInState())?.id}/context`,
      method: 'PUT',
      body: { pageUrl: longPage, name: 'Noura' },
    },
  ]);
});

test.each([
  ['never answers', () => new Promise<Response>(() => undefined)],
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['fails', () => Promise.resolve(new Response('', { status: 500 }))],
])('a backend that %s neither delays nor ends the call', async (_, answer) => {
  backend.mockImplementation(answer);
  await dial({ number }, { pageUrl: longPage });
  expect(commands).toMatchObject([{ command: 'dial' }]);
  await vi.waitFor(() => expect(backend).toHaveBeenCalledOnce());
  expect(await callInState()).toMatchObject({ phase: { is: 'dialling' }, mode: 'browser' });
  expect((await readAppState()).problem).toBeNull();
});

test('the engine has the command before the backend has the context', async () => {
  backend.mockImplementation(() => {
    expect(commands).toHaveLength(1);
    return noContent();
  });
  await dial({ number }, { name: 'Noura' });
  await vi.waitFor(() => expect(backend).toHaveReturned());
});

test('a page whose address the backend would not keep is not sent, and a call without page and name sends nothing', async () => {
  await dial({ number }, { pageUrl: `${longPage}a`, name: 'Noura' });
  await vi.waitFor(() => expect(requests()).toMatchObject([{ body: { name: 'Noura' } }]));
  expect(requests()[0]?.body).toEqual({ name: 'Noura' });
  await changeAppState((appState) => ({ ...appState, call: null }));
  await dial({ number }, {});
  expect(commands).toHaveLength(2);
  expect(backend).toHaveBeenCalledOnce();
});

test('a press on Call has the microphone opened, where the call would go through the browser', async () => {
  await prepareCall();
  expect(commands).toEqual([{ command: 'prepareCall' }]);
});

test.each([
  ['through the own phone', { agent: { ...testAgent, phone: '+966500000177' }, microphone: 'denied' as const }],
  ['not at all', { line: { is: 'problem', problem: { code: 'line-unreachable' }, since: 0 } as const }],
])('it opens none where the call would go %s', async (_, state) => {
  await changeAppState((appState) => ({ ...appState, ...state }));
  await prepareCall();
  expect(commands).toEqual([]);
});

test('it opens none during a call', async () => {
  await dial({ number }, {});
  await prepareCall();
  expect(commands.map(({ command }) => command)).toEqual(['dial']);
});
