import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ActiveCall, type AppState, emptyAppState } from '../../state/app-state.ts';
import { formatMessage, type Messages } from '../../state/texts.ts';
import { testAgent, testCall, testIncomingCall } from '../../testing/fixtures.ts';
import { lookOf } from './toolbar-look.ts';

const messages = JSON.parse(readFileSync('extension/_locales/en/messages.json', 'utf8')) as Messages;
const look = (appState: AppState, now = 0) => lookOf(appState, (key, parts) => formatMessage(messages, key, parts), now);
const paired: AppState = { ...emptyAppState, agent: testAgent, line: { is: 'ready', provenAt: 1 } };
const call = (phase: ActiveCall['phase']): ActiveCall => ({ ...testCall, phase });

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

test('on hold: the badge says so', () => {
  const held = { ...call({ is: 'connected', since: 0 }), heldSince: 1 };
  expect(look({ ...paired, call: held }, 247_000)).toMatchObject({
    badge: 'HOLD',
    colour: '#F0AC2E',
    textColour: '#2A1A00',
    title: 'Hatif: on hold, +966\u00a055\u00a0501\u00a00142',
  });
});

test('after a call the icon shows the line again', () => {
  expect(look({ ...paired, call: call({ is: 'ended', at: 1, outcome: 'completed' }) })).toMatchObject({ icon: 'ready' });
});

test('missed calls are counted in the badge, up to 99', () => {
  expect(look({ ...paired, missed: 3 })).toMatchObject({
    icon: 'ready',
    badge: '3',
    colour: '#C3271F',
    title: expect.stringContaining('3'),
  });
  expect(look({ ...paired, missed: 99 })).toMatchObject({ badge: '99' });
  expect(look({ ...paired, missed: 100 })).toMatchObject({ badge: '99+' });
});

test('a Problem, a live call and a missing pairing each come before missed calls', () => {
  const missed: AppState = { ...paired, missed: 3 };
  const problem = { problem: { code: 'call-failed' as const }, at: 0 };
  expect(look({ ...missed, problem })).toMatchObject({ icon: 'problem', badge: '!' });
  expect(look({ ...missed, line: { is: 'problem', problem: problem.problem, since: 0 } })).toMatchObject({ icon: 'problem', badge: '!' });
  expect(look({ ...missed, call: call({ is: 'connected', since: 0 }) })).toMatchObject({ icon: 'call', badge: '' });
  expect(look({ ...missed, agent: null })).toMatchObject({ icon: 'off', badge: '' });
});

test('incoming calls are counted in the badge, and the first caller is named, also during a call and over missed ones', () => {
  const ringing: AppState = { ...paired, missed: 3, incoming: [testIncomingCall] };
  const title = expect.stringContaining('+966\u00a055\u00a0501\u00a00142');
  expect(look(ringing)).toMatchObject({ icon: 'ringing', badge: '1', title });
  const second = { ...testIncomingCall, callId: 'two', caller: { number: null, withheld: true, written: '', name: null } };
  expect(look({ ...ringing, incoming: [testIncomingCall, second] })).toMatchObject({ icon: 'ringing', badge: '2', title });
  expect(look({ ...ringing, call: call({ is: 'connected', since: 0 }) })).toMatchObject({ icon: 'ringing', badge: '1' });
  expect(look({ ...ringing, incoming: [second] })).toMatchObject({
    badge: '1',
    title: expect.stringContaining(formatMessage(messages, 'noCallerId')),
  });
});
