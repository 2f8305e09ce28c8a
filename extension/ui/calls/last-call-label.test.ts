import { beforeEach, expect, it, vi } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { emptyAppState } from '../../state/app-state.ts';
import { testAgent, testLoggedCall } from '../../testing/fixtures.ts';
import { appState } from '../app/signals.ts';
import { lastCallLabel } from './last-call-label.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const now = new Date(2026, 10, 20, 15).getTime();
const call: LoggedCall = {
  ...testLoggedCall,
  phase: 'ended',
  outcome: 'busy',
  agentName: testAgent.name,
  startedAt: new Date(now - 600_000).toISOString(),
};
beforeEach(() => (appState.value = { ...emptyAppState, agent: testAgent }));

it.each([
  ['Last call 10 min ago, busy', {}],
  ['Last call yesterday, 4 min', { startedAt: new Date(now - 86_400_000).toISOString(), outcome: 'completed', talkSeconds: 240 }],
  ['Last call 10 min ago, busy, by \u2068Reem Nasser\u2069', { agentName: 'Reem Nasser' }],
  ['Last call 10 min ago, the agent hung up, by \u2068Reem Nasser\u2069', { agentName: 'Reem Nasser', outcome: 'cancelled' }],
  [
    'Last call 10 min ago, 30 s, answered by \u2068Reem Nasser\u2069',
    { agentName: 'Reem Nasser', direction: 'incoming', outcome: 'completed', talkSeconds: 30 },
  ],
  ['Last call 10 min ago, not answered', { agentName: undefined, direction: 'incoming', outcome: 'no-answer' }],
] as const)('%s', (label, changes) => {
  expect(lastCallLabel({ ...call, ...changes }, now)).toBe(label);
});
