import { describe, expect, test } from 'vitest';
import { isMissed } from './missed-call.ts';

const rangOut = { direction: 'incoming', phase: 'ended', answeredAt: null, outcome: 'no-answer' } as const;

describe('a missed call', () => {
  test.each(['no-answer', 'cancelled', 'failed', 'busy'] as const)('is an incoming call that ended unanswered: %s', (outcome) => {
    expect(isMissed({ ...rangOut, outcome })).toBe(true);
  });

  test.each([
    ['an answered call', { ...rangOut, outcome: 'completed', answeredAt: '2026-11-20T10:58:00Z' }],
    ['a call that still rings', { ...rangOut, phase: 'ringing', outcome: null }],
    ['a declined call', { ...rangOut, outcome: 'declined' }],
    ['an outgoing call that nobody answered', { ...rangOut, direction: 'outgoing' }],
  ] as const)('is not %s', (_, call) => {
    expect(isMissed(call)).toBe(false);
  });
});
