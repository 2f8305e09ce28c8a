import { describe, expect, it } from 'vitest';
import { type DialGuardEvent, enterCounts, msUntilSettled, newDialGuard, stepDialGuard } from './dial-guard.ts';

type At = [number, DialGuardEvent];

const down = (key: string, repeat = false): DialGuardEvent => ({ is: 'keyDown', key, repeat });
const enterUp: DialGuardEvent = { is: 'keyUp', key: 'Enter', repeat: false };
const after = (events: At[]) => events.reduce((guard, [at, event]) => stepDialGuard(guard, event, at), newDialGuard(0));

const presses: [string, At[], number, boolean][] = [
  ['Enter as the first key', [], 5000, false],
  ['Enter after its own key-up', [[100, enterUp]], 700, true],
  ['the same within 700 ms', [[100, enterUp]], 699, false],
  ['Enter after a digit', [[300, down('5')]], 700, true],
  ['Enter after a repeat of another held key', [[300, down('5', true)]], 700, false],
  [
    'Enter after Enter that is still down',
    [
      [300, down('Enter')],
      [330, down('Enter')],
    ],
    5000,
    false,
  ],
  ['Enter after a press of the pointer or pasted text', [[300, { is: 'input' }]], 700, true],
  [
    'Enter right after a draft',
    [
      [300, down('5')],
      [5000, { is: 'filled' }],
      [5100, enterUp],
    ],
    5600,
    false,
  ],
  [
    'Enter as the first key after a draft',
    [
      [300, down('5')],
      [5000, { is: 'filled' }],
    ],
    9000,
    false,
  ],
  [
    'Enter, once more, 700 ms after a draft',
    [
      [5000, { is: 'filled' }],
      [5100, enterUp],
    ],
    5700,
    true,
  ],
];

describe('in the dial pad', () => {
  it.each(presses)('%s', (_, events, now, counts) => {
    expect(enterCounts(after(events), false, now)).toBe(counts);
  });

  it('a repeat of Enter never counts', () => {
    expect(enterCounts(after([[100, enterUp]]), true, 5000)).toBe(false);
  });

  it('a press of Call counts 700 ms after the opening, and after a draft', () => {
    expect(msUntilSettled(newDialGuard(0), 600)).toBe(100);
    expect(msUntilSettled(newDialGuard(0), 800)).toBe(0);
    expect(msUntilSettled(after([[5000, { is: 'filled' }]]), 5200)).toBe(500);
  });
});
