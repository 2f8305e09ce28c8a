import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { browserTimeout, keyTimeout, phoneTimeout } from './ring-time.ts';

const longest = 30;
/** What Twilio adds to every timeout, and how long the question to press 1 takes. */
const [buffer, prompt] = [5, 4];

test.each([
  ['browsers alone', browserTimeout({ left: 45, longest, moreFollow: false }), 30],
  ['browsers in the last seconds', browserTimeout({ left: 5, longest, moreFollow: false }), null],
  ['browsers before phones', browserTimeout({ left: 45, longest, moreFollow: true }), 13],
  ['browsers before phones for which no time would be left', browserTimeout({ left: 15, longest, moreFollow: true }), 10],
  ['phones after browsers', phoneTimeout({ left: 27, longest }), 15],
  ['phones after the voicemail of another phone', phoneTimeout({ left: 15, longest }), 3],
  ['phones in the last seconds', phoneTimeout({ left: 13, longest }), null],
])('%s ring for the right time', (_, seconds, expected) => {
  expect(seconds).toBe(expected);
});

describe('with a limit of any length', () => {
  test('the caller hears ringing no longer, whatever the phones do and when', () => {
    assert(
      property(integer({ min: 15, max: 120 }), integer({ min: 5, max: 120 }), integer({ min: 0, max: 30 }), (limit, ringSeconds, after) => {
        let left = limit - (browserTimeout({ left: limit, longest: ringSeconds, moreFollow: true }) ?? 0) - buffer;
        expect(left).toBeGreaterThanOrEqual(0);
        // In each round a voicemail picks up after that many seconds, or at the very end, and presses nothing.
        for (let timeout = phoneTimeout({ left, longest: ringSeconds }); timeout !== null;) {
          left -= Math.min(after, timeout + buffer);
          left -= prompt + keyTimeout(left);
          expect(left).toBeGreaterThanOrEqual(0);
          timeout = phoneTimeout({ left, longest: ringSeconds });
        }
      }),
    );
  });
});
