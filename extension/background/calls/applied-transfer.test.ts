import { expect, test } from 'vitest';
import type { CallTransfer } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { testCall, testLoggedCall } from '../../testing/fixtures.ts';
import { applyTransfer } from './applied-transfer.ts';

const call: ActiveCall = { ...testCall, phase: { is: 'connected', since: 1 } };
const transfer = (stage: CallTransfer['stage'], id = 1): CallTransfer => ({ id, stage, from: 'omar', to: 'Reem' });
const after = (...stages: CallTransfer[]) => stages.reduce((now, next) => applyTransfer(now, { ...testLoggedCall, transfer: next }), call);

test('the customer is on hold while somebody is asked, and after they have left', () => {
  for (const stage of ['asking', 'talking', 'left'] as const) {
    expect(after(transfer(stage))).toMatchObject({ transfer: transfer(stage), heldSince: expect.any(Number) as number });
  }
  const asked = after(transfer('asking'));
  expect(applyTransfer(asked, { ...testLoggedCall, transfer: transfer('talking') }).heldSince).toBe(asked.heldSince);
});

test.each(['merged', 'cancelled'] as const)('%s ends the hold', (stage) => {
  expect(after(transfer('asking'), transfer(stage)).heldSince).toBeUndefined();
});

test('a late row changes nothing, and a row of the next transfer does', () => {
  const talking = after(transfer('asking'), transfer('talking'));
  expect(applyTransfer(talking, { ...testLoggedCall, transfer: transfer('asking') })).toBe(talking);
  expect(applyTransfer(talking, { ...testLoggedCall, transfer: null })).toBe(talking);
  expect(applyTransfer(talking, { ...testLoggedCall, transfer: transfer('asking', 2) }).transfer).toEqual(transfer('asking', 2));
});
