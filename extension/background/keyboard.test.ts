import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type ActiveCall, emptyAppState } from '../state/app-state.ts';
import { testCall, testIncomingCall } from '../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { onShortcut } = await import('./keyboard.ts');
const { handleCommand } = await import('./commands.ts');
const { changeAppState, readAppState } = await import('../state/app-state-store.ts');
const { savePairing } = await import('../state/settings-store.ts');
const { fakeEngine } = await import('../testing/fake-engine.ts');

const engineCommands = fakeEngine();
const connected: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const onOwnPhone: ActiveCall = { ...connected, mode: 'phone' };
const ownPage = { id: 'hatif', url: 'chrome-extension://hatif/extension/popup/popup.html' };

let backend: Server;
let requests: string[] = [];
let status = 200;
beforeAll(async () => {
  backend = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'CA1' }));
  });
  await new Promise<void>((ready) => backend.listen(0, '127.0.0.1', ready));
  await savePairing({ backendUrl: `http://127.0.0.1:${(backend.address() as AddressInfo).port}`, session: 's' });
});
afterAll(() => backend.close());
beforeEach(() => {
  engineCommands.length = 0;
  requests = [];
  status = 200;
});
const show = (call: ActiveCall, incoming = [] as (typeof testIncomingCall)[]) =>
  changeAppState(() => ({ ...emptyAppState, call, incoming }));
const hangUpAtBackend = `POST /api/calls/${testCall.id}/hangup`;

test('the hang-up shortcut ends a call in the browser through the engine', async () => {
  await show(connected);
  await onShortcut('hang-up');
  expect(engineCommands).toEqual([{ command: 'hangUp', callId: testCall.id }]);
  expect(requests).toEqual([]);
});

test("the hang-up shortcut ends a call on the agent's own phone through the backend", async () => {
  await show(onOwnPhone);
  await onShortcut('hang-up');
  expect(requests).toEqual([hangUpAtBackend]);
  expect((await readAppState()).call?.phase).toMatchObject({ is: 'ended', outcome: 'completed' });
  expect(engineCommands).toEqual([]);
});

test('a hang-up that the backend refuses is shown, and the call goes on', async () => {
  status = 500;
  await show(onOwnPhone);
  await onShortcut('hang-up');
  expect(await readAppState()).toMatchObject({ call: { phase: { is: 'connected' } }, problem: { problem: { code: 'backend-failed' } } });
});

test("End and answer ends a call on the agent's own phone before it answers", async () => {
  await show(onOwnPhone, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await handleCommand({ command: 'endAndAnswer', callId: testIncomingCall.callId }, ownPage);
  expect(requests).toEqual([hangUpAtBackend]);
  expect(engineCommands).toEqual([{ command: 'answer', callId: testIncomingCall.callId }]);
});

test('End and answer answers nothing while the call on the own phone cannot be ended', async () => {
  status = 500;
  await show(onOwnPhone, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await expect(handleCommand({ command: 'endAndAnswer', callId: testIncomingCall.callId }, ownPage)).rejects.toMatchObject({
    problem: { code: 'backend-failed' },
  });
  expect(requests).toEqual([hangUpAtBackend]);
  expect(engineCommands).toEqual([]);
  expect((await readAppState()).incoming).toMatchObject([{ answering: false }]);
});

test('during a call the hang-up shortcut ends that call and declines no other', async () => {
  await show(connected, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await onShortcut('hang-up');
  expect(engineCommands).toEqual([{ command: 'hangUp', callId: testCall.id }]);
});

test('during a call the answer shortcut puts that call on hold, and answers the ringing one', async () => {
  await show(connected, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await onShortcut('answer');
  expect(requests).toEqual([`POST /api/calls/${testCall.id}/hold`]);
  expect(engineCommands).toEqual([{ command: 'answer', callId: testIncomingCall.callId, keep: testCall.id }]);
});

test('a hold that the backend refuses is shown after the answer shortcut, and both calls are as they were', async () => {
  status = 500;
  await show(connected, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await onShortcut('answer');
  expect(engineCommands).toEqual([]);
  expect(await readAppState()).toMatchObject({
    call: { phase: { is: 'connected' } },
    incoming: [{ answering: false }],
    problem: { problem: { code: 'backend-failed' } },
  });
});

test('during a call on the own phone the answer shortcut does nothing', async () => {
  await show(onOwnPhone, [{ ...testIncomingCall, ringMode: 'waiting' }]);
  await onShortcut('answer');
  expect([requests, engineCommands]).toEqual([[], []]);
});
