import { expect, it } from 'vitest';
import { testLoggedCall } from '../testing/fixtures.ts';
import { logDetail } from './log-detail.ts';
import { sumsId } from './sums-id.ts';

const calls = ['CA1', 'CA2'].map((id) => ({ ...testLoggedCall, id }));
const loaded = { is: 'loaded', loaded: null } as const;
const failed = { is: 'failed', problem: { code: 'not-paired' } } as const;
const shown = { openId: 'CA2', calls, firstPage: loaded, isFiltered: false, seesTeam: false };

it('is the chosen call', () => {
  expect(logDetail(shown)).toEqual({ is: 'call', call: calls[1], chosen: true });
});

it('is the first of the found where the filters leave the chosen call out', () => {
  expect(logDetail({ ...shown, isFiltered: true, calls: calls.slice(0, 1) })).toEqual({ is: 'call', call: calls[0], chosen: false });
});

it('is the Problem where no call could be loaded, and a call where a reload failed', () => {
  expect(logDetail({ ...shown, calls: [], firstPage: failed })).toEqual({ is: 'failed', problem: failed.problem });
  expect(logDetail({ ...shown, firstPage: failed })).toMatchObject({ is: 'call' });
});

it('is the empty log only where nothing is filtered', () => {
  expect(logDetail({ ...shown, calls: [] })).toEqual({ is: 'no-calls-yet' });
  expect(logDetail({ ...shown, calls: [], isFiltered: true })).toEqual({ is: 'nothing' });
  expect(logDetail({ ...shown, calls: [], firstPage: { is: 'loading' } })).toEqual({ is: 'nothing' });
});

it('is the sums for who may see the team', () => {
  expect(logDetail({ ...shown, openId: sumsId, seesTeam: true })).toEqual({ is: 'sums' });
  expect(logDetail({ ...shown, openId: sumsId })).toMatchObject({ is: 'call' });
});
