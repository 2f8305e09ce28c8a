import { beforeEach, expect, test, vi } from 'vitest';
import type { EngineCommand } from '../../protocol/engine-commands.ts';
import { type ActiveCall, type AppState, emptyAppState } from '../../state/app-state.ts';

const sent: EngineCommand[] = [];
vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
vi.mock('../line/engine.ts', () => ({ sendToEngine: async (command: EngineCommand) => void sent.push(command) }));
const { onRingingChanged } = await import('./ringing-effects.ts');

const talking: ActiveCall = {
  id: 'one',
  direction: 'outgoing',
  mode: 'phone',
  number: '+14155550100',
  startedAt: 0,
  phase: { is: 'connected', since: 0 },
  muted: false,
  keys: '',
};
const withCall = (call: ActiveCall): AppState => ({ ...emptyAppState, call });
const over = withCall({ ...talking, phase: { is: 'ended', at: 1, outcome: 'completed' } });
beforeEach(() => void (sent.length = 0));

test('a call on the own phone: the engine learns when it begins and when it ends, once each', async () => {
  await onRingingChanged(undefined, withCall(talking));
  await onRingingChanged(withCall(talking), withCall({ ...talking, keys: '5' }));
  await onRingingChanged(withCall(talking), over);
  await onRingingChanged(over, over);
  expect(sent).toEqual([
    { command: 'setOnOwnPhone', on: true },
    { command: 'setOnOwnPhone', on: false },
  ]);
});

test('a call in the browser is no call on the own phone', async () => {
  await onRingingChanged(undefined, withCall({ ...talking, mode: 'browser' }));
  await onRingingChanged(undefined, withCall(talking));
  expect(sent).toEqual([{ command: 'setOnOwnPhone', on: true }]);
});
