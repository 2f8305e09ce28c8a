import { beforeEach, expect, it, vi } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { emptyAppState } from '../../state/app-state.ts';
import { testAgent, testLoggedCall } from '../../testing/fixtures.ts';
import { appState } from '../app/signals.ts';
import { findLastCall } from './last-call.ts';

const loadCalls = vi.hoisted(() => vi.fn());
vi.mock('./recent-calls.ts', () => ({ loadCalls }));
vi.mock('webextension-polyfill', () => ({ default: {} }));

const number = testLoggedCall.to;
const ended: LoggedCall = { ...testLoggedCall, phase: 'ended', outcome: 'busy' };
const answer = (...calls: LoggedCall[]) => ({ is: 'loaded', loaded: { calls, nextCursor: null } });
const filters = () => loadCalls.mock.calls.map((args) => args[2]);

beforeEach(() => {
  loadCalls.mockReset();
  appState.value = { ...emptyAppState, agent: testAgent };
});

it('is searched by the number in the whole log, and is ended', async () => {
  loadCalls.mockResolvedValue(answer({ ...ended, phase: 'ringing', outcome: null }, { ...ended, to: '+15550100000' }, ended));
  expect(await findLastCall(number)).toBe(ended);
  expect(filters()).toEqual([{ q: number }]);
});

it("is anybody's for an agent who may see the team's calls", async () => {
  appState.value = { ...emptyAppState, agent: { ...testAgent, seesTeam: true } };
  loadCalls.mockResolvedValue(answer(ended));
  await findLastCall(number);
  expect(filters()).toEqual([{ q: number, scope: 'team' }]);
});

it("is the agent's own where the team's calls were closed meanwhile", async () => {
  appState.value = { ...emptyAppState, agent: { ...testAgent, seesTeam: true } };
  loadCalls.mockResolvedValueOnce({ is: 'failed', problem: { code: 'request-refused' } }).mockResolvedValueOnce(answer(ended));
  expect(await findLastCall(number)).toBe(ended);
  expect(filters()[1]).toEqual({ q: number });
});
