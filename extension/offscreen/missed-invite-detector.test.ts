import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMissedInviteDetector } from './missed-invite-detector.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an invitation that was announced and does not arrive is missed; one that arrived, before or after, is not', () => {
  const onMissed = vi.fn<() => void>();
  const detector = createMissedInviteDetector(onMissed);
  detector.arrived('CA1');
  detector.expect('CA1');
  detector.expect('CA2');
  detector.arrived('CA2');
  detector.expect('CA3');
  vi.advanceTimersByTime(10_000);
  expect(onMissed).toHaveBeenCalledOnce();
});

test('after clear nothing is missed', () => {
  const onMissed = vi.fn<() => void>();
  const detector = createMissedInviteDetector(onMissed);
  detector.expect('CA1');
  detector.clear();
  vi.advanceTimersByTime(10_000);
  expect(onMissed).not.toHaveBeenCalled();
});
