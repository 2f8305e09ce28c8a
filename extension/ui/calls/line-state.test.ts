import { expect, it } from 'vitest';
import { type AppState, type ActiveCall, emptyAppState } from '../../state/app-state.ts';
import { testAgent as agent } from '../../testing/fixtures.ts';
import { lineStateOf } from './line-state.ts';

const paired: AppState = { ...emptyAppState, agent };
const call = (phase: ActiveCall['phase']): ActiveCall => ({
  id: 'c',
  direction: 'outgoing',
  mode: 'browser',
  number: '+966555010142',
  startedAt: 0,
  phase,
  muted: false,
  keys: '',
});

it('shows a live call before the line', () => {
  const problem: AppState = { ...paired, line: { is: 'problem', problem: { code: 'line-unreachable' }, since: 0 } };
  expect(lineStateOf({ ...problem, call: call({ is: 'dialling' }) })).toBe('ringing');
  expect(lineStateOf({ ...problem, call: call({ is: 'connected', since: 0 }) })).toBe('call');
  expect(lineStateOf({ ...problem, call: call({ is: 'ended', at: 0, outcome: 'completed' }) })).toBe('problem');
});

it('shows a call that rings before the line, and after a live one', () => {
  const caller = { number: null, withheld: true, written: '', name: null };
  const incoming = [{ callId: 'i', sid: 'CA', caller, called: '', since: 0, ringMode: 'loud' as const, answering: false }];
  expect(lineStateOf({ ...paired, incoming, line: { is: 'ready', provenAt: 0 } })).toBe('ringing');
  expect(lineStateOf({ ...paired, incoming, call: call({ is: 'connected', since: 0 }) })).toBe('call');
});

it('is not ready while the agent is away, nor while no call was proven to come in', () => {
  expect(lineStateOf({ ...paired, availability: 'away', line: { is: 'ready', provenAt: 0 } })).toBe('off');
  expect(lineStateOf({ ...paired, line: { is: 'unproven', problem: { code: 'line-unproven' }, since: 0 } })).toBe('problem');
});

it('is ready only with a proof and an agent', () => {
  expect(lineStateOf(emptyAppState)).toBe('off');
  expect(lineStateOf({ ...paired, line: { is: 'connecting', since: 0 } })).toBe('off');
  expect(lineStateOf({ ...paired, line: { is: 'ready', provenAt: 0 } })).toBe('ready');
  expect(lineStateOf({ ...emptyAppState, line: { is: 'ready', provenAt: 0 } })).toBe('off');
});
