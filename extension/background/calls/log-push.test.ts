import { beforeEach, expect, test, vi } from 'vitest';
import type { CallTransfer } from '../../../shared/api.ts';
import { type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent, testCall, testLoggedCall } from '../../testing/fixtures.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { applyLogPush } = await import('./log-push.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');

/** A call that a colleague has transferred: this browser knows it by the CallSid of the log. */
const call: ActiveCall = { ...testCall, direction: 'incoming', sid: testLoggedCall.id, phase: { is: 'connected', since: 1 } };
const transfer = (from: string, id = 1): CallTransfer => ({ id, stage: 'talking', from, to: 'Reem' });
const push = (pushed: CallTransfer) =>
  applyLogPush(
    [
      {
        ...testLoggedCall,
        clientCallId: null,
        transfer: pushed,
        recordings: [{ id: `RE${'1'.repeat(32)}`, state: 'recording', seconds: null, changes: 1 }],
      },
    ],
    false,
  );

beforeEach(() => changeAppState(() => ({ ...emptyAppState, agent: testAgent, call })));

test('the transfer of a colleague holds nobody in this browser, and the recording shows', async () => {
  await push(transfer('reem'));
  const shown = (await readAppState()).call;
  expect(shown?.recording).toEqual({ state: 'recording', changes: 1 });
  expect([shown?.transfer, shown?.heldSince]).toEqual([undefined, undefined]);
});

test('the agent’s own transfer of such a call shows', async () => {
  await push(transfer(testAgent.identity, 2));
  expect((await readAppState()).call).toMatchObject({ transfer: { id: 2 }, heldSince: expect.any(Number) as number });
});
