import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import type { ActiveCall } from '../../state/app-state.ts';
import { emptyAppState } from '../../state/app-state.ts';
import { draw } from '../../testing/draw.ts';
import { testCall } from '../../testing/fixtures.ts';
import { appState } from '../app/signals.ts';
import { HeldCallRow } from './held-call.tsx';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const call: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const heldCall: ActiveCall = { ...call, id: 'held', name: 'Noura Al-Harbi', heldSince: 5 };
const row = () => draw(h(HeldCallRow, { onPress: (act) => () => act() }));

it('names the held call and the button that swaps the two', () => {
  appState.value = { ...emptyAppState, call, heldCall };
  expect(row()).toContain('On hold');
  expect(row()).toContain('Noura Al-Harbi');
  expect(row()).toContain('role="timer"');
  expect(row()).toContain('aria-label="Resume Noura Al-Harbi, put this call on hold"');
  expect(row()).not.toContain('disabled');
});

it.each([
  ['the call on the screen', { ...call, changingHoldUntil: Date.now() + 60_000 }, heldCall],
  ['the held call', call, { ...heldCall, changingHoldUntil: Date.now() + 60_000 }],
])('the button waits for a change of %s that is on its way', (_, current, held) => {
  appState.value = { ...emptyAppState, call: current, heldCall: held };
  expect(row()).toContain('disabled');
});

it('is not there for a single call', () => {
  appState.value = { ...emptyAppState, call };
  expect(row()).toBe('');
});
