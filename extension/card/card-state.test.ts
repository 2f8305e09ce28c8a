import { describe, expect, it } from 'vitest';
import { emptyAppState, type AppState, type ActiveCall, type Card } from '../state/app-state.ts';
import { testAgent as agent } from '../testing/fixtures.ts';
import { callRouteFor } from '../state/call-route.ts';
import { cardStateOf } from './card-state.ts';
import type { NumberReading } from './number-reading.ts';

const ready: AppState = { ...emptyAppState, agent, line: { is: 'ready', provenAt: 0 }, microphone: 'granted' };
const card: Card = { nonce: 'f', written: '055 501 0142', host: 'crm.example', pageUrl: 'https://crm.example/' };
const e164 = '+966555010142';
const reading: NumberReading = {
  is: 'read',
  number: { e164, country: 'SA', kind: 'mobile', international: false },
  source: 'default',
  sameAsWritten: false,
};
const call = (phase: ActiveCall['phase'], number = e164): ActiveCall => ({
  id: 'one',
  direction: 'outgoing',
  mode: 'browser',
  number,
  startedAt: 0,
  muted: false,
  keys: '',
  phase,
});
const stateIs = (appState: AppState, more: Partial<Parameters<typeof cardStateOf>[0]> = {}) =>
  cardStateOf({
    appState,
    card,
    reading,
    way: callRouteFor(appState, 'browser'),
    watchedCall: null,
    refusal: null,
    missingSettings: null,
    isOpened: true,
    ...more,
  }).is;

describe('the card beside a number', () => {
  it('is ready to call', () => {
    expect(stateIs(ready)).toBe('ready');
  });

  it.each<[string, AppState]>([
    ['an unpaired browser', { ...ready, agent: null }],
    ['a blocked microphone', { ...ready, microphone: 'denied' }],
    ['a line that is down', { ...ready, line: { is: 'problem', problem: { code: 'token-refused' }, since: 0 } }],
    ['a deployment that can call nobody', { ...ready, agent: { ...agent, modes: { browser: false, phone: false } } }],
  ])('is blocked by %s', (_, appState) => {
    expect(stateIs(appState)).toBe('blocked');
  });

  it('is blocked where the country of the number is not allowed', () => {
    const allowed = (...allowedCountries: string[]): AppState => ({ ...ready, agent: { ...agent, allowedCountries } });
    expect(stateIs(allowed('SA', 'AE'))).toBe('ready');
    const input = {
      card,
      reading,
      isOpened: true,
      way: callRouteFor(ready, 'browser'),
      watchedCall: null,
      refusal: null,
      missingSettings: null,
    } as const;
    expect(cardStateOf({ ...input, appState: allowed('AE', 'US') })).toMatchObject({
      is: 'blocked',
      problem: { code: 'country-not-allowed', details: { country: 'SA', allowed: '2' } },
    });
  });

  it('is ready with a blocked microphone where the agent has an own phone', () => {
    const appState: AppState = {
      ...ready,
      microphone: 'denied',
      agent: { ...agent, phone: '+966500000177', modes: { browser: true, phone: true } },
    };
    expect(stateIs(appState)).toBe('ready');
    expect(stateIs({ ...appState, agent: { ...appState.agent!, phone: null } })).toBe('blocked');
  });

  it('is busy while another call is live', () => {
    expect(stateIs({ ...ready, call: call({ is: 'connected', since: 1 }, '+442079460142') })).toBe('busy');
  });

  it('names the missing settings once they are known', () => {
    const appState: AppState = { ...ready, agent: { ...agent, modes: { browser: false, phone: false } } };
    const input = {
      appState,
      card,
      reading,
      way: callRouteFor(appState, 'browser'),
      watchedCall: null,
      refusal: null,
      missingSettings: 'TWILIO_API_KEY',
      isOpened: true,
    } as const;
    expect(cardStateOf(input)).toMatchObject({ problem: { code: 'settings-missing', details: { names: 'TWILIO_API_KEY' } } });
  });
});

describe('a call that was started on the card', () => {
  it('shows its steps, docks when connected, and stays docked after its end', () => {
    expect(stateIs({ ...ready, call: call({ is: 'dialling' }) })).toBe('dialling');
    expect(stateIs({ ...ready, call: call({ is: 'connected', since: 1 }) })).toBe('docked');
    const ended = call({ is: 'ended', at: 9, outcome: 'completed', connectedAt: 1 });
    expect(stateIs({ ...ready, call: ended }, { watchedCall: 'one' })).toBe('docked');
  });

  it('shows that nobody answered', () => {
    expect(stateIs({ ...ready, call: call({ is: 'ended', at: 9, outcome: 'busy' }) }, { watchedCall: 'one' })).toBe('unanswered');
  });

  it('leaves the card ready after the agent cancelled it', () => {
    expect(stateIs({ ...ready, call: call({ is: 'ended', at: 9, outcome: 'cancelled' }) }, { watchedCall: 'one' })).toBe('ready');
  });

  it('is not shown when it ended before the card opened', () => {
    expect(stateIs({ ...ready, call: call({ is: 'ended', at: 9, outcome: 'busy' }) })).toBe('ready');
  });
});

describe('the card without a number', () => {
  it('docks a live call', () => {
    expect(stateIs({ ...ready, call: call({ is: 'ringing', since: 1 }) }, { card: undefined, reading: null })).toBe('docked');
  });

  it('is blank during a live call too where it has loaded before its click', () => {
    const appState = { ...ready, call: call({ is: 'connected', since: 1 }) };
    expect(stateIs(appState, { card: undefined, reading: null, isOpened: false })).toBe('blank');
    expect(stateIs(appState, { isOpened: false })).toBe('docked');
  });

  it('is blank without a live call', () => {
    expect(stateIs(ready, { card: undefined, reading: null })).toBe('blank');
  });
});
