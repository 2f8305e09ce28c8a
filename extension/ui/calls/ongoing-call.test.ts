import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';
import { draw } from '../../testing/draw.ts';
import { testCall } from '../../testing/fixtures.ts';
import { appState } from '../app/signals.ts';
import { OngoingCall } from './ongoing-call.tsx';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const call = { ...testCall, phase: { is: 'connected', since: 0 } } as const;

it('a call that has ended under the card of a second one says so, and its timer is gone', () => {
  appState.value = { ...emptyAppState, call: { ...call, phase: { is: 'ended', at: 9_000, outcome: 'completed', connectedAt: 0 } } };
  const html = draw(h(OngoingCall, { call, ended: true }));
  expect(html).toContain('Call ended');
  expect(html).toContain('data-phase="ended"');
  expect(html).not.toContain('role="timer"');
});
