import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../shared/call.ts';
import type { CallReport } from './call-report.ts';
import { deriveOutgoingCall } from './derive-outgoing-call.ts';

const parent = `CA${'a'.repeat(32)}`;
const child = `CA${'b'.repeat(32)}`;
const began = Date.UTC(2026, 10, 20, 9, 0, 0);
const start = { id: parent, sid: parent, direction: 'outgoing', mode: 'browser', number: '+966555010142', startedAt: began } as const;
const seconds = (count: number) => began + count * 1000;

function report(parts: Partial<CallReport> & Pick<CallReport, 'status'>): CallReport {
  return {
    callSid: parent,
    legSid: child,
    source: 'leg',
    sequence: 0,
    at: began,
    seconds: null,
    sipCode: null,
    errorCode: null,
    problem: null,
    party: null,
    joinedSid: null,
    ...parts,
  };
}
const initiated = report({ status: 'initiated', sequence: 0, at: seconds(1) });
const ringing = report({ status: 'ringing', sequence: 1, at: seconds(2) });
const answered = report({ status: 'in-progress', sequence: 2, at: seconds(5) });
const over = report({ status: 'completed', sequence: 3, at: seconds(17), seconds: 12 });
const dialOver = report({ status: 'completed', source: 'dial', legSid: parent, at: seconds(18), seconds: 12 });
const parentOver = report({ status: 'completed', legSid: parent, at: seconds(19), seconds: 18 });

const endOf = (...reports: CallReport[]): Call['phase'] => deriveOutgoingCall(start, reports).call.phase;

describe('an answered call', () => {
  const whole = [initiated, ringing, answered, over, dialOver, parentOver];

  test('the result does not depend on order or repetition of the reports', () => {
    const expected = deriveOutgoingCall(start, whole);
    expect(expected).toEqual({
      call: { ...start, phase: { is: 'ended', at: seconds(17), outcome: 'completed', connectedAt: seconds(5) } },
      ringingAt: seconds(2),
    });
    const orders = shuffledSubarray([...whole, ...whole], { minLength: whole.length }).filter((some) =>
      whole.every((one) => some.includes(one)),
    );
    assert(
      property(orders, (reports) => {
        expect(deriveOutgoingCall(start, reports)).toEqual(expected);
      }),
    );
  });

  test('moves on with each report, and is in the middle of it all in between', () => {
    expect(endOf()).toEqual({ is: 'dialling' });
    expect(endOf(initiated)).toEqual({ is: 'dialling' });
    expect(endOf(initiated, ringing)).toEqual({ is: 'ringing', since: seconds(2) });
    expect(endOf(answered, ringing)).toEqual({ is: 'connected', since: seconds(5) });
  });

  test.each([
    ['its answer', [initiated, ringing, over, dialOver, parentOver]],
    ['the end of its leg', [ringing, answered, dialOver, parentOver]],
    ['all but the end of the agent', [answered, parentOver]],
    ['all but the end of its leg', [over]],
    ['all but the end of the dialling', [dialOver]],
  ])('is known as completed, with the time people talked, when Twilio loses %s', (_, reports) => {
    const phase = endOf(...reports);
    expect(phase).toMatchObject({ is: 'ended', outcome: 'completed', connectedAt: expect.any(Number) });
  });

  test('has the time of its answer from the length of the leg when that report was lost', () => {
    expect(endOf(ringing, over)).toEqual({ is: 'ended', at: seconds(17), outcome: 'completed', connectedAt: seconds(5) });
  });
});

const dialSays = (status: CallReport['status']) => report({ status, source: 'dial', legSid: parent, at: seconds(31) });
const legSays = (status: CallReport['status'], parts: Partial<CallReport> = {}) =>
  report({ status, sequence: 2, at: seconds(30), ...parts });

describe('an unanswered call', () => {
  test.each([
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['canceled', 'cancelled'],
  ] as const)('%s is %s, in every order, without talk', (status, outcome) => {
    const whole = [initiated, ringing, legSays(status), dialSays(status), parentOver];
    assert(
      property(shuffledSubarray(whole, { minLength: whole.length }), (reports) => {
        expect(endOf(...reports)).toEqual({ is: 'ended', at: seconds(30), outcome });
      }),
    );
  });

  test('is cancelled when the agent hung up', () => {
    expect(endOf(ringing, parentOver)).toEqual({ is: 'ended', at: seconds(19), outcome: 'cancelled' });
    expect(endOf(parentOver)).toMatchObject({ outcome: 'cancelled' });
    expect(endOf({ ...parentOver, status: 'busy' })).toMatchObject({ outcome: 'busy' });
  });

  test('keeps the detail of the leg report when the <Dial> report has less', () => {
    const unknown = legSays('failed', { sipCode: 404 });
    expect(endOf(dialSays('failed'), unknown)).toEqual({
      is: 'ended',
      at: seconds(30),
      outcome: 'failed',
      problem: { code: 'number-not-in-service' },
    });
    expect(endOf(dialSays('busy'), legSays('busy', { sipCode: 603 }))).toMatchObject({ outcome: 'declined' });
  });

  test.each([
    [{ errorCode: 13224 }, 'number-not-in-service'],
    [{ errorCode: 13227 }, 'country-blocked'],
    [{ errorCode: 21215 }, 'country-blocked'],
    [{ errorCode: 32205 }, 'country-blocked'],
    [{ errorCode: 21214 }, 'number-not-in-service'],
    [{ errorCode: 21216 }, 'number-blocked'],
    [{ errorCode: 21219 }, 'account-on-trial'],
    [{ errorCode: 573002 }, 'account-on-trial'],
    [{ errorCode: 573005 }, 'account-on-trial'],
    [{ errorCode: 20005 }, 'account-inactive'],
    [{ errorCode: 13214 }, 'caller-id-refused'],
    [{ errorCode: 21210 }, 'caller-id-refused'],
    [{ errorCode: 10004 }, 'account-at-call-limit'],
    [{ sipCode: 410 }, 'number-not-in-service'],
    [{ errorCode: 99999, sipCode: 503 }, 'twilio-error'],
    [{ errorCode: 99999, sipCode: 404 }, 'number-not-in-service'],
    [{}, 'call-failed'],
  ])('failed with %o as %s', (codes, code) => {
    expect(endOf(legSays('failed', codes))).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(endOf(report({ status: 'failed', legSid: parent, ...codes }))).toMatchObject({ outcome: 'failed', problem: { code } });
  });
});

test('a refusal of ours is the last word', () => {
  const refused = report({ status: 'failed', source: 'rules', legSid: parent, at: seconds(0), problem: { code: 'number-premium' } });
  const expected = { is: 'ended', at: began, outcome: 'refused', problem: { code: 'number-premium' } };
  expect(endOf(refused)).toEqual(expected);
  expect(endOf(parentOver, refused)).toEqual(expected);
});

test("no time lies before the one it follows, though Twilio's are cut to whole seconds", () => {
  const late = { ...start, startedAt: seconds(2) + 700 };
  expect(deriveOutgoingCall(late, [ringing, answered])).toEqual({
    call: { ...late, phase: { is: 'connected', since: seconds(5) } },
    ringingAt: seconds(2) + 700,
  });
});

/** A report on the agent's own phone. */
const own = (status: CallReport['status'], sequence: number, second: number, more: Partial<CallReport> = {}) =>
  report({ status, sequence, legSid: parent, at: seconds(second), ...more });

describe("a call through the agent's own phone", () => {
  const onPhone = { ...start, mode: 'phone' } as const;
  const pressed = own('in-progress', 0, 8, { source: 'agent' });
  const gaveUp = own('canceled', 0, 9, { source: 'agent' });
  const toAnswer = [own('queued', 0, 0), own('initiated', 0, 1), own('ringing', 1, 2), own('in-progress', 2, 5)];
  const endOnPhone = (...reports: CallReport[]) => deriveOutgoingCall(onPhone, reports).call.phase;

  test('the result does not depend on order or repetition of the reports', () => {
    const theirs = [answered, over, dialOver].map((one) => ({ ...one, at: one.at + 10_000 }));
    const whole = [...toAnswer, pressed, ...theirs, own('completed', 3, 30)];
    const expected = deriveOutgoingCall(onPhone, whole);
    expect(expected.call.phase).toMatchObject({ is: 'ended', outcome: 'completed', connectedAt: seconds(15) });
    assert(
      property(shuffledSubarray([...whole, ...whole], { minLength: whole.length * 2 }), (reports) => {
        expect(deriveOutgoingCall(onPhone, reports)).toEqual(expected);
      }),
    );
  });

  test('passes through its steps', () => {
    const steps = [...toAnswer, pressed].map((_, index, all) => endOnPhone(...all.slice(0, index + 1)).is);
    expect(steps).toEqual(['queued', 'own-phone-ringing', 'own-phone-ringing', 'own-phone-answered', 'ringing']);
  });

  test('that the agent ended in the extension is cancelled, wherever it was', () => {
    for (const reached of [1, 2, 3, 4]) {
      expect(endOnPhone(...toAnswer.slice(0, reached), gaveUp, own('completed', 3, 10))).toMatchObject({ outcome: 'cancelled' });
    }
    expect(endOnPhone(...toAnswer, pressed, answered, gaveUp, own('completed', 3, 30))).toMatchObject({ outcome: 'completed' });
  });

  test('that Twilio did not take failed, and was not refused by us', () => {
    const unmade = own('failed', 0, 1, { source: 'making', problem: { code: 'caller-id-refused' } });
    expect(endOnPhone(unmade)).toMatchObject({ outcome: 'failed', problem: { code: 'caller-id-refused' } });
  });

  test('without a pressed key ends as own-phone-not-confirmed', () => {
    expect(endOnPhone(...toAnswer, own('completed', 3, 16))).toMatchObject({
      outcome: 'failed',
      problem: { code: 'own-phone-not-confirmed' },
    });
  });
});

describe('a transferred call', () => {
  const target = `CA${'c'.repeat(32)}`;
  const transferred = report({ status: 'in-progress', source: 'transfer', at: seconds(8) });
  const whole = [
    initiated,
    ringing,
    answered,
    transferred,
    report({ status: 'completed', source: 'dial', legSid: parent, at: seconds(9), seconds: 4 }),
    report({ status: 'completed', legSid: parent, at: seconds(9), seconds: 9 }),
    report({ status: 'in-progress', legSid: target, at: seconds(12) }),
    report({ status: 'completed', legSid: target, at: seconds(30), seconds: 18 }),
  ];
  const customerOver = report({ status: 'completed', sequence: 3, at: seconds(31), seconds: 26 });

  test('goes on after the agent has left, and ends with the leg of the customer', () => {
    expect(endOf(...whole)).toEqual({ is: 'connected', since: seconds(5) });
    const ended = { is: 'ended', outcome: 'completed', connectedAt: seconds(5), at: seconds(31) };
    assert(
      property(shuffledSubarray([...whole, customerOver], { minLength: whole.length + 1 }), (reports) => {
        expect(endOf(...reports)).toMatchObject(ended);
      }),
    );
  });
});
