/** The registration reducer: evidence, proofs, and proofs that the backend postpones. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Line } from '../protocol/engine-events.ts';
import type { Effect, Facts, RegistrationEvent, RegistrationState } from './registration-events.ts';
import { mayRing } from './registration-draft.ts';
import { proofAfterCallMs } from './registration-proof.ts';
import { evidenceLapsesMs, initialState, reconnectSpreadMs, reduceRegistration } from './registration-state.ts';

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
  register();
  return after({ is: 'invited', at: now }, registered);
};
const scheduled = (effects: Effect[], timer: 'token' | 'registration' | 'proof') =>
  effects.flatMap((effect) => (effect.is === 'schedule' && effect.timer === timer ? [effect] : []));
const kinds = (effects: Effect[]) => effects.map(({ is }) => is);
const reported = (effects: Effect[]): Line[] => effects.flatMap((effect) => (effect.is === 'report' ? [effect.line] : []));
/** The registration falls, and is made again. */
const flap = (at: Facts) => {
  after({ is: 'unregistered' }, { ...at, isRegistered: false });
  return after({ is: 'registered' }, at);
};
const register = () => {
  after({ is: 'hold' });
  after(token);
  after({ is: 'registered' }, registered);
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test.each([
  ['its own probe call', 0, 30],
  ['a customer’s call, or the probe call of another browser', 0.5, 60],
  ['any invitation', 1 - Number.EPSILON, 90],
])('%s proves the line: the next proof is asked for 30 to 90 minutes after it', (_name, random, minutes) => {
  becomeReady();
  const invited = after({ is: 'invited', at: now + 5 }, { ...registered, now: now + 5, random });
  expect(reported(invited)).toEqual([{ is: 'ready', provenAt: now + 5 }]);
  expect(kinds(invited)).toContain('stopProbe');
  expect(scheduled(invited, 'proof')).toMatchObject([{ afterMs: minutes * minuteMs, event: { is: 'proofDue' } }]);
  expect(after({ is: 'proofDue' }, registered)).toEqual([{ is: 'startProbe', need: 'renewal' }]);
});

test('an invitation during a call is evidence too, and one that comes after drop is not', () => {
  becomeReady();
  expect(reported(after({ is: 'invited', at: now + 5 }, inCall))).toEqual([{ is: 'ready', provenAt: now + 5 }]);
  after({ is: 'drop' }, registered);
  expect(after({ is: 'invited', at: now + 9 }, registered)).toEqual([]);
});

test.each([
  [0, 0.5],
  [0.5, 1],
])('a proof that is due during a call waits for some minutes more (%d)', (random, part) => {
  becomeReady();
  expect(after({ is: 'proofDue' }, { ...inCall, random })).toMatchObject([
    { is: 'schedule', timer: 'proof', afterMs: proofAfterCallMs * part },
  ]);
});

describe('a registration that is made again', () => {
  test.each([0, 0.5, 0.999])('with evidence younger than the interval asks for no proof (%d)', (random) => {
    becomeReady();
    const up = flap({ ...registered, now: now + 10 * minuteMs, random });
    expect(kinds(up)).not.toContain('startProbe');
    expect(reported(up)).toEqual([{ is: 'ready', provenAt: now }]);
    expect(scheduled(up, 'proof')).toMatchObject([{ afterMs: Math.round(hourMs * (0.5 + random)) - 10 * minuteMs }]);
  });

  test.each([0, 0.5, 0.999])('with older evidence asks for one within half a minute, and is ready meanwhile (%d)', (random) => {
    becomeReady();
    const up = flap({ ...registered, now: now + 3 * hourMs, random });
    expect(kinds(up)).not.toContain('startProbe');
    expect(reported(up)).toEqual([{ is: 'ready', provenAt: now }]);
    expect(scheduled(up, 'proof')).toMatchObject([{ afterMs: random * reconnectSpreadMs }]);
  });

  test('on a new Device asks for one within half a minute, whatever the age of the evidence', () => {
    becomeReady();
    after({ is: 'registrationTimedOut', problem: { code: 'line-unreachable' } });
    expect(kinds(after(token))).toContain('makeDevice');
    const up = after({ is: 'registered' }, { ...registered, now: now + minuteMs, random: 0.5 });
    expect(reported(up)).toEqual([{ is: 'ready', provenAt: now }]);
    expect(scheduled(up, 'proof')).toMatchObject([{ afterMs: reconnectSpreadMs / 2 }]);
  });

  test('with evidence of the day before is proven like the first one', () => {
    becomeReady();
    const up = flap({ ...registered, now: now + evidenceLapsesMs + 1 });
    expect(up).toContainEqual({ is: 'startProbe', need: 'first' });
    expect(state.line.is).toBe('connecting');
  });
});

describe('a proof that the backend postpones', () => {
  const laterMs = 100_000;
  const postponed: RegistrationEvent = { is: 'probePostponed', laterMs };

  test.each([
    [0, laterMs],
    [0.5, laterMs * 1.05],
  ])('is asked for again at that time or a little later, and the line stays ready without a word (%d)', (random, afterMs) => {
    becomeReady();
    after({ is: 'proofDue' }, registered);
    expect(after(postponed, { ...registered, random })).toEqual([{ is: 'schedule', timer: 'proof', afterMs, event: { is: 'proofDue' } }]);
    expect(state.line).toEqual({ is: 'ready', provenAt: now });
  });

  test('before any evidence: the line is being checked and may ring, since a customer’s call is a proof too', () => {
    register();
    expect(mayRing(state.line)).toBe(false);
    expect(reported(after(postponed, registered))).toEqual([{ is: 'connecting', since: now, because: 'awaiting-proof' }]);
    expect(mayRing(state.line)).toBe(true);
    expect(after(postponed, registered)).toMatchObject([{ is: 'schedule', timer: 'proof' }]);
    expect(reported(after({ is: 'invited', at: now + 7 }, registered))).toEqual([{ is: 'ready', provenAt: now + 7 }]);
  });

  test('a line that waits for its first proof stops ringing when its registration falls', () => {
    register();
    after(postponed, registered);
    expect(reported(after({ is: 'unregistered' }))).toEqual([{ is: 'connecting', since: now }]);
    expect(mayRing(state.line)).toBe(false);
    expect(reported(after(postponed, facts))).toEqual([]);
  });

  test('after a silence the rebuilt line may not ring before it is proven', () => {
    becomeReady();
    after({ is: 'probeLost' }, registered);
    after(token, registered);
    expect(after({ is: 'registered' }, registered)).toContainEqual({ is: 'startProbe', need: 'silent' });
    expect(reported(after(postponed, registered))).toEqual([]);
    expect(state.line).toMatchObject({ is: 'connecting', because: 'went-silent' });
    after({ is: 'checkRequested' }, registered);
    after(postponed, registered);
    expect(mayRing(state.line)).toBe(false);
  });

  test('an unproven line stays unproven without evidence, and is ready again with evidence', () => {
    becomeReady();
    after({ is: 'probeFailed', problem: { code: 'proof-refused' } }, registered);
    expect(reported(after(postponed, registered))).toEqual([{ is: 'ready', provenAt: now }]);
    for (const _ of ['rebuilt', 'unproven']) after({ is: 'probeLost' }, registered);
    expect(reported(after(postponed, registered))).toMatchObject([{ is: 'unproven', since: now, retryAt: now + laterMs }]);
  });

  test('after a check the line returns to the evidence it had', () => {
    becomeReady();
    expect(after({ is: 'checkRequested' }, registered)).toContainEqual({ is: 'startProbe', need: 'person' });
    expect(reported(after(postponed, registered))).toEqual([{ is: 'ready', provenAt: now }]);
  });
});

test('an invitation before the rebuild of a silent registration cancels the rebuild', () => {
  becomeReady();
  after({ is: 'probeLost' }, registered);
  expect(reported(after({ is: 'invited', at: now + 1 }, registered))).toEqual([{ is: 'ready', provenAt: now + 1 }]);
  expect(kinds(after(token, registered))).toContain('updateToken');
});

test('an invitation does not hide that Twilio refused the token', () => {
  becomeReady();
  after({ is: 'deviceFailed', error: { code: 20104 }, ofCall: false }, registered);
  expect(reported(after({ is: 'invited', at: now + 1 }, registered))).toEqual([]);
  expect(state.line.is).toBe('problem');
});
