import { describe, expect, it } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { isMissed } from '../../../shared/missed-call.ts';
import { callIcon, callOutcome, callResult, isMissedWithoutVoicemail, otherParty } from './call-label.ts';

const missed: LoggedCall = {
  id: 'CA1',
  clientCallId: null,
  direction: 'incoming',
  mode: 'browser',
  agent: null,
  from: '+971505550119',
  to: '+966112000100',
  phase: 'ended',
  outcome: 'no-answer',
  problem: null,
  startedAt: '2026-11-20T10:58:00Z',
  ringingAt: '2026-11-20T10:58:00Z',
  answeredAt: null,
  endedAt: '2026-11-20T10:58:25Z',
  talkSeconds: 0,
  pageUrl: null,
  name: null,
  caller: null,
  answeredBy: null,
  voicemail: null,
  reports: 3,
};
const message: LoggedCall = { ...missed, voicemail: { id: `RE${'a'.repeat(32)}`, seconds: 32 } };

describe('a call that nobody took', () => {
  it('was missed, and says how long it rang', () => {
    expect(isMissedWithoutVoicemail(missed)).toBe(true);
    expect(callResult(missed)).toBe('Missed, rang 25 s');
    expect(callResult(missed, { inSentence: true })).toBe('missed, rang 25 s');
  });

  it('is a message where the caller left one', () => {
    expect(isMissed(message)).toBe(true);
    expect(isMissedWithoutVoicemail(message)).toBe(false);
    expect(callIcon(message)).toBe('voicemail');
    expect(callResult(message)).toBe('Voicemail, 0:32');
  });
});

describe('the other party', () => {
  it('of an outgoing call is who was called', () => {
    expect(otherParty({ ...missed, direction: 'outgoing' }).number).toBe('+966112000100');
  });

  it('of an incoming call is the caller of the log, else that of the network', () => {
    const khalid = { number: '+971505550119', withheld: false, written: '', name: 'Khalid' };
    expect(otherParty({ ...missed, caller: khalid })).toEqual(khalid);
    expect(otherParty({ ...missed, from: 'anonymous' })).toMatchObject({ number: null, withheld: true });
  });
});

describe('the result without direction and length', () => {
  it.each([
    ['Completed', { direction: 'outgoing', outcome: 'completed', talkSeconds: 23 }],
    ['Busy', { direction: 'outgoing', outcome: 'busy' }],
    ['No answer after 28 s', { direction: 'outgoing', outcome: 'no-answer', endedAt: '2026-11-20T10:58:28Z' }],
    ['You hung up', { direction: 'outgoing', outcome: 'cancelled' }],
    ['Missed', {}],
    ['Voicemail', { voicemail: message.voicemail }],
    ['Ringing now', { phase: 'ringing', outcome: null, endedAt: null }],
    ['Ringing now', { phase: 'dialling', outcome: null, endedAt: null }],
    ['Ringing now', { direction: 'outgoing', phase: 'ringing', outcome: null, endedAt: null }],
    ['Calling now', { direction: 'outgoing', phase: 'dialling', outcome: null, endedAt: null }],
    ['Calling now', { direction: 'outgoing', phase: 'own-phone-ringing', outcome: null, endedAt: null }],
    ['Leaving a message', { phase: 'ringing', outcome: null, endedAt: null, leavesMessage: true }],
  ] as const)('is %s', (result, changes) => {
    expect(callOutcome({ ...missed, ...changes })).toBe(result);
  });

  it('of a colleague names the agent as who hung up', () => {
    const call: LoggedCall = { ...missed, direction: 'outgoing', outcome: 'cancelled' };
    expect(callOutcome(call, { colleagues: true })).toBe('The agent hung up');
    expect(callResult(call, { colleagues: true })).toBe('Out, the agent hung up');
  });
});
