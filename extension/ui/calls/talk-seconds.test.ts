import { expect, test } from 'vitest';
import { talkSecondsOf } from './talk-seconds.ts';

const ended = { is: 'ended', at: 14_800, outcome: 'completed', connectedAt: 1_100 } as const;

test('the talk time is rounded as in the log, and is that of the log once it is known', () => {
  expect(talkSecondsOf({}, ended)).toBe(14);
  expect(talkSecondsOf({ talkSeconds: 13 }, ended)).toBe(13);
});

test('a call that was never connected has none', () => {
  expect(talkSecondsOf({ talkSeconds: 3 }, { is: 'ended', at: 9, outcome: 'busy' })).toBe(0);
});
