import { describe, expect, it } from 'vitest';
import { type GuardEvent, judgePress, newPressGuard, type Press, type PressVerdict, stepPressGuard } from './press-guard.ts';

type At = [number, GuardEvent];

const corner = { x: 100, y: 100 };
const to = (x: number, y: number, origin = corner): GuardEvent => ({ is: 'mouseMoved', at: { x, y }, origin });
const press = (x: number, y: number, origin = corner): GuardEvent => ({ is: 'mousePressed', at: { x, y }, origin });
const byMouse: Press = { by: 'mouse' };

function after(events: At[]) {
  return events.reduce((guard, [at, event]) => stepPressGuard(guard, event, at), newPressGuard(0));
}

/** A hand that comes in at 1000 and is 60 px further from 1200 on. */
const handFrom1000: At[] = [
  [1000, to(200, 120)],
  [1100, to(200, 150)],
  [1200, to(200, 180)],
];

const mouse: [string, At[], number, PressVerdict][] = [
  ['a hand that has been inside for 400 ms', handFrom1000, 1400, 'counts'],
  ['a hand that has been inside for less', handFrom1000, 1399, 'again'],
  ['a second press without another move', [...handFrom1000, [1410, press(200, 180)]], 1480, 'counts'],
  ['no pointer that was ever inside', [], 5000, 'again'],
  ['a press without a way to it', [[1000, press(200, 180)]], 1060, 'again'],
  ['a pointer that rests where the card appeared', [[1000, to(200, 120)]], 9000, 'move'],
  [
    'a tremor of less than 8 px',
    [
      [1000, to(200, 120)],
      [1100, to(205, 125)],
      [1200, to(200, 120)],
    ],
    9000,
    'move',
  ],
  [
    'a way of 8 px',
    [
      [1000, to(200, 120)],
      [1100, to(208, 120)],
    ],
    1400,
    'counts',
  ],
  [
    'a way there and back',
    [
      [1000, to(200, 120)],
      [1100, to(230, 120)],
      [1200, to(200, 120)],
    ],
    1400,
    'counts',
  ],
  [
    'a hand that left and came back',
    [...handFrom1000, [1300, { is: 'mouseLeft' }], [1500, to(200, 180)], [1600, to(200, 200)]],
    1800,
    'again',
  ],
  ['a card that moved under the hand', [...handFrom1000, [1300, to(200, 182, { x: 100, y: 40 })]], 1600, 'again'],
  ['a card that moved while the hand moved on', [...handFrom1000, [1300, to(240, 220, { x: 120, y: 100 })]], 1600, 'again'],
  ['a card that is still but for rounding', [...handFrom1000, [1300, to(200, 182, { x: 101.5, y: 98 })]], 1400, 'counts'],
  ['a press far from the last move: another window had the pointer', [...handFrom1000, [2000, press(200, 300)]], 2060, 'again'],
  ['a press at the last move', [...handFrom1000, [2000, press(203, 182)]], 2060, 'counts'],
  ['other content under the hand', [...handFrom1000, [2000, { is: 'contentChanged' }]], 2399, 'again'],
  [
    'other content, and moves from before that came late',
    [
      [2000, { is: 'contentChanged' }],
      [1500, to(200, 120)],
      [1600, to(200, 180)],
    ],
    2399,
    'again',
  ],
  ['other content, and a hand that waited without a move', [...handFrom1000, [2000, { is: 'contentChanged' }]], 9000, 'move'],
  ['other content, and a hand that moved on', [...handFrom1000, [2000, { is: 'contentChanged' }], [2100, to(200, 200)]], 2400, 'counts'],
];

describe('a press of the mouse', () => {
  it.each(mouse)('%s', (_, events, now, verdict) => {
    expect(judgePress(after(events), byMouse, now, 500)).toBe(verdict);
  });
});

const others: [string, At[], Press, number, PressVerdict][] = [
  ['a tap before the time is over', [], { by: 'touch', moved: 0 }, 499, 'again'],
  ['a tap after it', [], { by: 'touch', moved: 0 }, 500, 'counts'],
  ['a tap on a card that moves between touch and release', [], { by: 'touch', moved: 5 }, 5000, 'again'],
  ['a tap right after other content', [[4800, { is: 'contentChanged' }]], { by: 'touch', moved: 0 }, 5000, 'again'],
  ['Enter on a button that the focus reached by keys', [[100, { is: 'focusMoved', byKeys: true }]], { by: 'key' }, 500, 'counts'],
  ['the same before the time is over', [[100, { is: 'focusMoved', byKeys: true }]], { by: 'key' }, 499, 'again'],
  ['Enter on a button with the focus of a click or a script', [[100, { is: 'focusMoved', byKeys: false }]], { by: 'key' }, 5000, 'keys'],
  ['Enter without any focus', [], { by: 'key' }, 5000, 'keys'],
  [
    'Enter after other content',
    [
      [100, { is: 'focusMoved', byKeys: true }],
      [200, { is: 'contentChanged' }],
    ],
    { by: 'key' },
    5000,
    'keys',
  ],
  ['a screen reader', [], { by: 'screenReader' }, 500, 'counts'],
  ['a screen reader before the time is over', [], { by: 'screenReader' }, 499, 'again'],
];

describe('a press without a mouse', () => {
  it.each(others)('%s', (_, events, by, now, verdict) => {
    expect(judgePress(after(events), by, now, 500)).toBe(verdict);
  });
});
