import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallReport } from './call-report.ts';
import { deriveIncomingCall } from './derive-incoming-call.ts';

const caller = `CA${'a'.repeat(32)}`;
const noura = `CA${'b'.repeat(32)}`;
const omar = `CA${'c'.repeat(32)}`;
const phone = `CA${'d'.repeat(32)}`;
const began = Date.UTC(2026, 10, 20, 9, 0, 0);
const start = { id: caller, sid: caller, direction: 'incoming', mode: 'browser', number: '+966555010142', startedAt: began } as const;
const seconds = (count: number) => began + count * 1000;

function report(parts: Partial<CallReport> & Pick<CallReport, 'legSid' | 'status'>): CallReport {
  const none = { seconds: null, sipCode: null, errorCode: null, problem: null, party: null, joinedSid: null };
  return { callSid: caller, source: 'leg', sequence: 0, at: began, ...none, ...parts };
}
const leg = (legSid: string, party: string) => (status: CallReport['status'], sequence: number, at: number) =>
  report({ legSid, party, status, sequence, at: seconds(at) });
const ofNoura = leg(noura, 'client:noura');
const ofOmar = leg(omar, 'client:omar');
const ofPhone = leg(phone, '+966500000177');
const dialOver = (status: CallReport['status'], at: number, joinedSid: string | null = null) =>
  report({ legSid: caller, source: 'dial', status, at: seconds(at), joinedSid, seconds: joinedSid ? 10 : null });
const callerOver = (at: number) => report({ legSid: caller, status: 'completed', at: seconds(at), sequence: 9 });

const derive = (...reports: CallReport[]) => deriveIncomingCall(start, reports);

describe('two browsers ring', () => {
  const rang = [ofNoura('ringing', 1, 1), ofOmar('ringing', 1, 1)];
  const answered = [...rang, ofOmar('in-progress', 2, 5), ofNoura('canceled', 2, 5)];
  const whole = [...answered, ofOmar('completed', 3, 15), dialOver('completed', 15, omar), callerOver(16)];

  test('the call rings, connects with the answering agent, and ends', () => {
    expect(derive(...rang)).toMatchObject({ call: { phase: { is: 'ringing' } }, ringingAt: seconds(1), answeringParty: null });
    expect(derive(...answered)).toMatchObject({ call: { phase: { is: 'connected', since: seconds(5) } }, answeringParty: 'client:omar' });
    expect(derive(...whole)).toMatchObject({
      call: { phase: { is: 'ended', outcome: 'completed', connectedAt: seconds(5), at: seconds(15) } },
      answeringParty: 'client:omar',
    });
  });

  test('the result does not depend on order or repetition of the reports', () => {
    const orders = shuffledSubarray([...whole, ...whole], { minLength: whole.length }).filter((some) =>
      whole.every((one) => some.includes(one)),
    );
    assert(
      property(orders, (reports) => {
        expect(deriveIncomingCall(start, reports)).toEqual(derive(...whole));
      }),
    );
  });

  test('both answer at once: <Dial> decides which has the caller', () => {
    const both = [...rang, ofNoura('in-progress', 2, 4), ofOmar('in-progress', 2, 5)];
    expect(derive(...both, dialOver('completed', 15, omar)).answeringParty).toBe('client:omar');
  });

  test('the report of the answer is lost: its time comes from the length of the talk', () => {
    expect(derive(...rang, ofOmar('completed', 3, 15), dialOver('completed', 15, omar))).toMatchObject({
      call: { phase: { outcome: 'completed', connectedAt: seconds(5) } },
      answeringParty: 'client:omar',
    });
  });

  test('with reports from the REST API only: the agent whose leg has a duration answered', () => {
    const fromRest = { ...ofOmar('completed', 0, 15), seconds: 10 };
    expect(derive(ofNoura('canceled', 0, 5), fromRest, callerOver(15))).toMatchObject({
      call: { phase: { outcome: 'completed', connectedAt: seconds(5), at: seconds(15) } },
      answeringParty: 'client:omar',
    });
  });
});

describe('no agent answers', () => {
  test('the caller hangs up during ringing: cancelled', () => {
    expect(derive(ofNoura('canceled', 2, 6), dialOver('canceled', 6), callerOver(6)).call.phase).toMatchObject({ outcome: 'cancelled' });
    expect(derive(callerOver(6)).call.phase).toMatchObject({ outcome: 'cancelled' });
  });

  test('Twilio no longer knows the call: ended', () => {
    const forgotten = report({ legSid: caller, source: 'making', status: 'failed', at: seconds(600) });
    expect(derive(ofNoura('ringing', 1, 1), forgotten).call.phase).toMatchObject({ is: 'ended', outcome: 'cancelled' });
    expect(derive(ofNoura('in-progress', 2, 5), forgotten).call.phase).toMatchObject({ is: 'ended', outcome: 'completed' });
  });

  test('the ringing ends before the caller hangs up: no-answer', () => {
    expect(derive(dialOver('no-answer', 30)).call.phase.is).toBe('ringing');
    expect(derive(dialOver('no-answer', 30), callerOver(50)).call.phase).toMatchObject({ outcome: 'no-answer', at: seconds(50) });
  });
});

describe("an agent's own phone", () => {
  const pickedUp = [dialOver('no-answer', 30), ofPhone('ringing', 1, 31), ofPhone('in-progress', 2, 35)];

  test('that is picked up has not taken the call: its voicemail picks up, too', () => {
    expect(derive(...pickedUp)).toMatchObject({ call: { phase: { is: 'ringing' } }, answeringParty: null });
    expect(derive(...pickedUp, ofPhone('completed', 3, 45), callerOver(60)).call.phase).toMatchObject({ outcome: 'no-answer' });
  });

  test('has taken it once 1 was pressed', () => {
    const accepted = report({ legSid: phone, source: 'agent', status: 'in-progress', at: seconds(40), party: '+966500000177' });
    expect(derive(...pickedUp, accepted)).toMatchObject({
      call: { phase: { is: 'connected', since: seconds(40) } },
      answeringParty: '+966500000177',
    });
  });
});

test('a transferred call goes on after the leg of the agent who answered has ended, and keeps that agent', () => {
  const transferred = report({ legSid: caller, status: 'in-progress', source: 'transfer', at: seconds(8) });
  const answered = [ofNoura('in-progress', 2, 5), transferred, ofNoura('completed', 3, 9), ofOmar('in-progress', 2, 12)];
  expect(derive(...answered)).toMatchObject({ call: { phase: { is: 'connected' } }, answeringParty: 'client:noura' });
  expect(derive(...answered, ofOmar('completed', 3, 20)).call.phase.is).toBe('connected');
  expect(derive(...answered, ofOmar('completed', 3, 20), callerOver(21))).toMatchObject({
    call: { phase: { is: 'ended', outcome: 'completed', connectedAt: seconds(5), at: seconds(21) } },
    answeringParty: 'client:noura',
  });
});
