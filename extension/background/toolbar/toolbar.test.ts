import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { AppState, ActiveCall } from '../../state/app-state.ts';
import { formatMessage, type Messages } from '../../state/texts.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { emptyAppState } = await import('../../state/app-state.ts');
const { lookOf } = await import('./toolbar.ts');

const messages = JSON.parse(readFileSync('extension/_locales/en/messages.json', 'utf8')) as Messages;
const agent = {
  identity: 'omar',
  name: 'Omar',
  phone: null,
  availability: 'available',
  modes: { browser: true, phone: false },
  callerId: null,
  ringSeconds: 30,
  screenPopUrl: null,
  ringOwnPhone: false,
} as const;
const paired: AppState = { ...emptyAppState, agent, line: { is: 'ready', provenAt: 1 } };
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
const look = (appState: AppState, now = 0) => lookOf(appState, (key, parts) => formatMessage(messages, key, parts), now);

test('not paired, ready, problem', () => {
  expect(look(emptyAppState)).toMatchObject({ icon: 'off', badge: '' });
  expect(look(paired)).toMatchObject({ icon: 'ready', badge: '', title: 'Hatif: ready' });
  expect(look({ ...paired, line: { is: 'connecting', since: 0 } })).toMatchObject({ title: 'Hatif: checking the line' });
  expect(look({ ...paired, line: { is: 'problem', problem: { code: 'token-refused' }, since: 0 } })).toMatchObject({
    icon: 'problem',
    badge: '!',
  });
});

test('a call: dots while it rings, no badge in the first minute, then whole minutes', () => {
  expect(look({ ...paired, call: call({ is: 'ringing', since: 0 }) })).toMatchObject({
    icon: 'ringing',
    badge: '…',
    title: 'Hatif: ringing +966\u00a055\u00a0501\u00a00142',
  });
  const connected = { ...paired, call: call({ is: 'connected', since: 0 }) };
  expect(look(connected, 59_000)).toMatchObject({ icon: 'call', badge: '' });
  expect(look(connected, 247_000)).toMatchObject({ badge: '4m', title: 'Hatif: in call, +966\u00a055\u00a0501\u00a00142, 4 min' });
});

test('a call that is over leaves the line to speak', () => {
  expect(look({ ...paired, call: call({ is: 'ended', at: 1, outcome: 'completed' }) })).toMatchObject({ icon: 'ready' });
});
