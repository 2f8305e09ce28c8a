import { beforeEach, expect, test } from 'vitest';
import type { Line } from '../protocol/engine-events.ts';
import type { Effect, Facts, RegistrationEvent, RegistrationState } from './registration-events.ts';
import { initialState, reconnectGraceMs, reduceRegistration, registerTimeoutMs } from './registration-state.ts';
import { retryBase } from './retry-policy.ts';

const now = 1_000_000;
const facts: Facts = { now, random: 0, callIsLive: false, isRegistered: false };
const registered: Facts = { ...facts, isRegistered: true };
const inCall: Facts = { ...registered, callIsLive: true };
const tokenLifeMs = 3_600_000;
const token: RegistrationEvent = { is: 'tokenReceived', token: 'jwt', expiresAt: now + tokenLifeMs };

let state: RegistrationState;
beforeEach(() => {
  state = initialState;
});

/** Applies the event to the state of this test. */
function after(event: RegistrationEvent, with_: Facts = facts): Effect[] {
  const { state: next, effects } = reduceRegistration(state, event, with_);
  state = next;
  return effects;
}
const becomeReady = () => {
  after({ is: 'hold' });
  after(token);
  after({ is: 'registered' }, registered);
  return after({ is: 'invited', at: now }, registered);
};
const scheduled = (effects: Effect[], timer: 'token' | 'registration' | 'proof') =>
  effects.flatMap((effect) => (effect.is === 'schedule' && effect.timer === timer ? [effect] : []));
const kinds = (effects: Effect[]) => effects.map(({ is }) => is);
const reported = (effects: Effect[]): Line[] => effects.flatMap((effect) => (effect.is === 'report' ? [effect.line] : []));

test('from hold to ready: a token, a Device, a registration, and a probe call that arrives', () => {
  const held = after({ is: 'hold' });
  expect(reported(held)).toEqual([{ is: 'connecting', since: now }]);
  expect(scheduled(held, 'token')).toMatchObject([{ afterMs: 0, event: { is: 'tokenDue', because: 'expiring' } }]);
  expect(kinds(after({ is: 'tokenDue', because: 'expiring' }))).toContain('askForToken');
  const received = after(token);
  expect(received).toContainEqual({ is: 'makeDevice', token: 'jwt' });
  expect(scheduled(received, 'registration')).toMatchObject([{ afterMs: registerTimeoutMs }]);
  const up = after({ is: 'registered' }, registered);
  expect(up).toEqual([
    { is: 'cancel', timer: 'registration' },
    { is: 'startProbe', need: 'first' },
  ]);
  expect(state.line.is).toBe('connecting');
  expect(reported(after({ is: 'invited', at: now + 5 }, registered))).toEqual([{ is: 'ready', provenAt: now + 5 }]);
});

test('a token is renewed in time: at three quarters of its life, by an update of the same Device', () => {
  after({ is: 'hold' });
  expect(scheduled(after(token), 'token')).toEqual([
    { is: 'schedule', timer: 'token', afterMs: tokenLifeMs * 0.75, event: { is: 'tokenDue', because: 'expiring' } },
  ]);
  after({ is: 'registered' }, registered);
  const renewed = after(token, registered);
  expect(renewed).toContainEqual({ is: 'updateToken', token: 'jwt' });
  expect(scheduled(renewed, 'token')).toHaveLength(1);
  expect(kinds(renewed)).not.toContain('makeDevice');
});

test('a token request without an answer is repeated, after its base and a jittered wait', () => {
  after({ is: 'hold' });
  for (const [random, wait] of [
    [0, 2_250],
    [1 - Number.EPSILON, 4_000],
  ] as const)
    expect(scheduled(after({ is: 'tokenDue', because: 'expiring' }, { ...facts, random }), 'token')).toMatchObject([{ afterMs: wait }]);
});

test('no token: asked for again, later after each failure', () => {
  after({ is: 'hold' });
  for (const failures of [1, 2, 3, 4, 5, 6]) {
    const [retry] = scheduled(after({ is: 'tokenUnavailable' }, { ...facts, random: 0.999_999 }), 'token');
    expect(retry?.afterMs).toBe(retryBase(failures));
    expect(retry?.event).toEqual({ is: 'tokenDue', because: 'refused' });
  }
});

test.each([
  ['tokenUnavailable', { is: 'tokenUnavailable' }],
  ['a refused token', { is: 'deviceFailed', error: { code: 20101 }, ofCall: false }],
  ['a registration that timed out', { is: 'registrationTimedOut', problem: { code: 'line-timed-out' } }],
] satisfies [string, RegistrationEvent][])('the wait after %s has full jitter: from 250 ms to the base, never 0', (_name, event) => {
  after({ is: 'hold' });
  const start = state;
  const waits = [0, 0.25, 0.5, 0.75, 0.999_999].map((random) => {
    const { effects } = reduceRegistration(start, event, { ...facts, random });
    return scheduled(effects, 'token').at(0)?.afterMs;
  });
  expect(waits).toEqual([250, 688, 1_125, 1_563, 2_000]);
});

test('the wait of a probe that failed has full jitter too', () => {
  becomeReady();
  const start = state;
  const waits = [0, 0.5, 0.999_999].map((random) => {
    const { effects } = reduceRegistration(start, { is: 'probeFailed', problem: { code: 'backend-failed' } }, { ...registered, random });
    return scheduled(effects, 'proof').at(0)?.afterMs;
  });
  expect(waits).toEqual([250, 1_125, 2_000]);
});

test.each([20101, 20104, 31205])(
  'a refused token (%i) is a Problem with the time of the retry; the next token makes a new Device',
  (code) => {
    becomeReady();
    const failed = after({ is: 'deviceFailed', error: { code }, ofCall: false }, registered);
    expect(reported(failed)).toMatchObject([
      { is: 'problem', since: now, retryAt: now + 250, problem: { details: { code: String(code) } } },
    ]);
    expect(scheduled(failed, 'token')).toMatchObject([{ afterMs: 250, event: { because: 'refused' } }]);
    // The SDK keeps the state `registered` after a refused token.
    expect(kinds(after(token, registered))).toEqual(expect.arrayContaining(['destroyDevice', 'makeDevice']));
  },
);

test('the Problem of consecutive failures keeps the time of the first', () => {
  after({ is: 'hold' });
  after({ is: 'registrationTimedOut', problem: { code: 'line-timed-out' } });
  after({ is: 'registrationTimedOut', problem: { code: 'line-timed-out' } }, { ...facts, now: now + 9_000 });
  expect(state.line).toMatchObject({ is: 'problem', since: now });
});

test.each([
  ['registered: it counts only if the registration falls within the grace period', registered, reconnectGraceMs],
  ['not registered: it counts at once', facts, 0],
])('a refusal without a known code, %s', (_name, at, afterMs) => {
  becomeReady();
  const effects = after({ is: 'deviceFailed', error: { code: 53000 }, ofCall: false }, at);
  expect(reported(effects)).toEqual([]);
  expect(scheduled(effects, 'registration')).toMatchObject([
    { afterMs, event: { is: 'registrationTimedOut', problem: { code: 'token-refused' } } },
  ]);
});

test('a connection that drops and returns within the grace period is no Problem', () => {
  becomeReady();
  const dropped = after({ is: 'deviceFailed', error: { code: 31005 }, ofCall: false });
  expect(reported(dropped)).toMatchObject([{ is: 'connecting' }]);
  expect(scheduled(dropped, 'registration')).toMatchObject([{ afterMs: reconnectGraceMs }]);
  expect(after({ is: 'registrationTimedOut', problem: { code: 'line-unreachable' } }, registered)).toEqual([]);
  expect(reported(after({ is: 'registrationTimedOut', problem: { code: 'line-unreachable' } }))).toMatchObject([{ is: 'problem' }]);
});

test('an error on a registered Device changes nothing', () => {
  becomeReady();
  expect(after({ is: 'deviceFailed', error: { code: 31005 }, ofCall: false }, registered)).toEqual([]);
  expect(after({ is: 'deviceFailed', error: { code: 53000 }, ofCall: true }, registered)).toEqual([]);
});

test('`unregistered` shows a line that was up as connecting; a repeated `registered` leaves a proven line ready', () => {
  becomeReady();
  after({ is: 'registered' }, registered);
  expect(state.line.is).toBe('ready');
  expect(reported(after({ is: 'unregistered' }))).toMatchObject([{ is: 'connecting' }]);
  expect(after({ is: 'unregistered' })).toEqual([]);
});

test.each([{ is: 'probeLost' }, { is: 'inviteMissed' }] satisfies RegistrationEvent[])(
  'a silent registration ($is) is rebuilt once, then shown as unproven, and still rebuilt at each retry',
  (silence) => {
    becomeReady();
    const first = after(silence, registered);
    expect(reported(first)).toEqual([{ is: 'connecting', since: now, because: 'went-silent' }]);
    expect(scheduled(first, 'token')).toMatchObject([{ afterMs: 0 }]);
    expect(kinds(after(token, registered))).toContain('makeDevice');
    after({ is: 'registered' }, registered);
    const second = after(silence, registered);
    expect(reported(second)).toMatchObject([{ is: 'unproven', problem: { code: 'line-unproven' }, retryAt: now + 250 }]);
    expect(scheduled(second, 'token')).toHaveLength(1);
    expect(kinds(after(token, registered))).toContain('makeDevice');
    expect(reported(after({ is: 'invited', at: now }, registered))).toEqual([{ is: 'ready', provenAt: now, rebuiltAt: now }]);
  },
);

test('a line that is proven after a silence is rebuilt again at the next silence', () => {
  becomeReady();
  after({ is: 'probeLost' }, registered);
  after(token, registered);
  after({ is: 'invited', at: now }, registered);
  expect(reported(after({ is: 'probeLost' }, registered))).toMatchObject([{ is: 'connecting', because: 'went-silent' }]);
});

test('a probe that could not be placed leaves the Device alone, and is tried again', () => {
  becomeReady();
  const failed = after({ is: 'probeFailed', problem: { code: 'backend-unreachable' } }, registered);
  expect(reported(failed)).toMatchObject([{ is: 'unproven', problem: { code: 'backend-unreachable' }, since: now }]);
  expect(scheduled(failed, 'proof')).toHaveLength(1);
  expect(scheduled(failed, 'token')).toHaveLength(0);
});

test('after a sleep the line is proven quietly: a probe, and no report unless it fails', () => {
  becomeReady();
  expect(after({ is: 'woke' }, registered)).toEqual([{ is: 'startProbe', need: 'renewal' }]);
  expect(state.line.is).toBe('ready');
  expect(after({ is: 'woke' }, inCall)).toEqual([]);
  expect(after({ is: 'woke' }, facts)).toEqual([]);
});

test('a check proves the line visibly, and forgets that it was rebuilt', () => {
  becomeReady();
  state = { ...state, rebuiltAt: 5 };
  const checked = after({ is: 'checkRequested' }, registered);
  expect(kinds(checked)).toEqual(['report', 'startProbe']);
  expect(state).toMatchObject({ line: { is: 'connecting' }, rebuiltAt: null });
});

test('a check of a line that is down asks for a token at once', () => {
  after({ is: 'hold' });
  after({ is: 'tokenUnavailable' });
  expect(scheduled(after({ is: 'checkRequested' }), 'token')).toMatchObject([{ afterMs: 0, event: { because: 'refused' } }]);
  expect(state.failures).toBe(0);
});

test.each([
  ['silence', { is: 'probeLost' }],
  ['missed invitation', { is: 'inviteMissed' }],
  ['check', { is: 'checkRequested' }],
  ['announced invitation', { is: 'inviteAnnounced', sid: 'CA1' }],
] satisfies [string, RegistrationEvent][])('a live call keeps its Device: %s', (_name, event) => {
  becomeReady();
  const effects = after(event, inCall);
  for (const forbidden of ['destroyDevice', 'makeDevice', 'startProbe', 'report', 'expectInvite', 'askForToken'])
    expect(kinds(effects)).not.toContain(forbidden);
});

test('a live call keeps its Device when a token comes for a line that is down', () => {
  becomeReady();
  after({ is: 'deviceFailed', error: { code: 20104 }, ofCall: false }, inCall);
  expect(kinds(after(token, { ...inCall, isRegistered: false }))).toContain('updateToken');
  expect(kinds(after(token, facts))).toContain('makeDevice');
});

test('an announced invitation is expected only while the line is held', () => {
  expect(after({ is: 'inviteAnnounced', sid: 'CA1' })).toEqual([]);
  after({ is: 'hold' });
  expect(after({ is: 'inviteAnnounced', sid: 'CA1' })).toEqual([{ is: 'expectInvite', sid: 'CA1' }]);
});

test('drop destroys the Device, stops every timer and probe, and goes off', () => {
  becomeReady();
  const dropped = after({ is: 'drop' }, registered);
  for (const timer of ['token', 'registration', 'proof']) expect(dropped).toContainEqual({ is: 'cancel', timer });
  expect(kinds(dropped)).toEqual(expect.arrayContaining(['stopProbe', 'forgetInvites', 'destroyDevice']));
  expect(reported(dropped)).toEqual([{ is: 'off' }]);
});

test.each([
  token,
  { is: 'tokenUnavailable' },
  { is: 'tokenDue', because: 'expiring' },
  { is: 'probeLost' },
  { is: 'woke' },
  { is: 'checkRequested' },
] satisfies RegistrationEvent[])('after drop, $is starts nothing', (event) => {
  becomeReady();
  after({ is: 'drop' }, registered);
  expect(after(event)).toEqual([]);
});
