import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../shared/problem.ts';
import { testAgent } from '../testing/fixtures.ts';
import { emptyAppState } from './app-state.ts';
import { callRouteFor, fallbackRoute, isOfBrowserAlone } from './call-route.ts';

const agent = { ...testAgent, phone: '+966500000177', modes: { browser: true, phone: true } };
const ready = { ...emptyAppState, agent, line: { is: 'ready', provenAt: 0 }, microphone: 'granted' } as const;
const down = (code: ProblemCode) => ({ ...ready, line: { is: 'problem', problem: { code }, since: 0 } }) as const;

describe('the route of a call', () => {
  test('is the chosen one when both are open', () => {
    expect(callRouteFor(ready, 'browser')).toEqual({ is: 'open', mode: 'browser' });
    expect(callRouteFor(ready, 'phone')).toEqual({ is: 'open', mode: 'phone' });
  });

  test('is the browser during a call in another browser, when the agent has no phone', () => {
    const phoneless = { ...ready, agent: { ...agent, phone: null }, busyElsewhere: true };
    expect(callRouteFor(phoneless, 'browser')).toEqual({ is: 'open', mode: 'browser' });
  });

  test.each([
    [{ ...ready, microphone: 'denied' as const }, 'microphone-blocked'],
    [{ ...ready, microphone: 'prompt' as const }, 'microphone-not-asked'],
    [{ ...ready, microphone: 'missing' as const }, 'microphone-missing'],
    [{ ...ready, agent: { ...agent, modes: { browser: false, phone: true } } }, 'settings-missing'],
    [down('token-refused'), 'token-refused'],
    [down('line-unreachable'), 'line-unreachable'],
    [{ ...ready, busyElsewhere: true }, 'line-busy-elsewhere'],
    [down('media-blocked'), 'media-blocked'],
  ] as const)('is the own phone when the browser cannot call, with the reason (%#: %s)', (appState, code) => {
    expect(callRouteFor(appState, 'browser')).toEqual({ is: 'open', mode: 'phone', because: { code } });
    expect(callRouteFor(appState, 'phone')).toEqual({ is: 'open', mode: 'phone' });
  });

  test('is closed by a Problem of both routes', () => {
    expect(callRouteFor(down('session-revoked'), 'browser')).toEqual({ is: 'closed', problem: { code: 'session-revoked' } });
    expect(fallbackRoute({ code: 'country-not-allowed' }, agent)).toMatchObject({ is: 'closed' });
    expect(fallbackRoute({ code: 'number-not-in-service' }, agent)).toMatchObject({ is: 'closed' });
  });

  test('is closed without a phone of the agent, and the Problem says that a phone would help', () => {
    const without = { ...ready, agent: { ...agent, phone: null } };
    expect(callRouteFor(without, 'phone')).toEqual({ is: 'closed', problem: { code: 'agent-has-no-phone' } });
    expect(callRouteFor({ ...without, microphone: 'denied' }, 'browser')).toEqual({
      is: 'closed',
      problem: { code: 'microphone-blocked', details: { ownPhone: 'unknown' } },
    });
    expect(callRouteFor(without, 'browser')).toEqual({ is: 'open', mode: 'browser' });
  });

  test('is the browser when the deployment calls no phones, whatever the choice', () => {
    const browserOnly = { ...ready, agent: { ...agent, modes: { browser: true, phone: false } } };
    expect(callRouteFor(browserOnly, 'phone')).toEqual({ is: 'open', mode: 'browser' });
    expect(callRouteFor({ ...browserOnly, microphone: 'denied' }, 'browser')).toEqual({
      is: 'closed',
      problem: { code: 'microphone-blocked' },
    });
  });
});

test.each([
  ['line-unreachable', true],
  ['microphone-blocked', true],
  ['number-not-in-service', false],
  ['country-not-allowed', false],
  ['number-premium', false],
] as const)('an own phone helps after %s: %s', (code, helps) => {
  expect(isOfBrowserAlone({ code })).toBe(helps);
});
