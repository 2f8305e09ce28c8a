/**
 * Whether a press on a card was meant for the card: a pure state machine over what a card's own frame can see.
 *
 * - A mouse counts once it has been inside the still card for 400 ms and is 8 px away, on the screen, from where it came in.
 *   A card that a page moves under a resting pointer, or that another window uncovers, gets no such pointer.
 * - Touch and pens have no way to the button. A tap counts while the card shows the same content, in sight, for its time,
 *   and stays where it is between touch and release. Not promised: a page's frame that moved just before the touch.
 * - A key counts on a button that the person reached with keys. A script of the page cannot move the focus there.
 * - A screen reader presses without pointer and key: the time alone counts.
 */

export type Point = { x: number; y: number };

/** Times are those of `performance.now()` and of events' `timeStamp`; positions are in px of the screen. */
export type PressGuard = {
  /** Since when the card shows its content: another number, another call or another button starts anew. */
  since: number;
  /** Null while the mouse is outside the card. */
  mouse: MouseInside | null;
  /** Whether the focus came to its button by keys. */
  reachedByKeys: boolean;
};

type MouseInside = {
  since: number;
  /** Where the pointer came in, or was when the time began. */
  entered: Point;
  at: Point;
  /** The top left corner of the card. */
  origin: Point;
  /** The greatest distance from `entered`. */
  travelled: number;
};

export type GuardEvent =
  | { is: 'contentChanged' }
  | { is: 'mouseMoved' | 'mousePressed'; at: Point; origin: Point }
  | { is: 'mouseLeft' }
  | { is: 'focusMoved'; byKeys: boolean };

export type Press =
  | { by: 'mouse' }
  /** `moved`: px that the card moved between touch and release. */
  | { by: 'touch'; moved: number }
  | { by: 'key' }
  | { by: 'screenReader' };

/** `again`: later it counts. `move`: the pointer has not come to the button. `keys`: the focus has not come by keys. */
export type PressVerdict = 'counts' | 'again' | 'move' | 'keys';

const insideMs = 400;
const travelPx = 8;
/** Coordinates of events are rounded, and those of a zoomed page rounded twice. */
const stillPx = 4;
/** A pointer that is pressed this far from its last move was not followed: another window had it meanwhile. */
const followedPx = 16;

export function newPressGuard(now: number): PressGuard {
  return { since: now, mouse: null, reachedByKeys: false };
}

export function stepPressGuard(guard: PressGuard, event: GuardEvent, now: number): PressGuard {
  switch (event.is) {
    case 'contentChanged':
      return { since: now, mouse: guard.mouse && enter(guard.mouse, now), reachedByKeys: false };
    case 'mouseLeft':
      return { ...guard, mouse: null };
    case 'mouseMoved':
      return { ...guard, mouse: follow(guard, guard.mouse, event, now) };
    case 'mousePressed': {
      const followed = guard.mouse && distance(guard.mouse.at, event.at) <= followedPx ? guard.mouse : null;
      return { ...guard, mouse: follow(guard, followed, event, now) };
    }
    case 'focusMoved':
      return { ...guard, reachedByKeys: event.byKeys };
  }
}

/** @param minMs how long the content must have been there, for presses other than the mouse's. */
export function judgePress({ since, mouse, reachedByKeys }: PressGuard, press: Press, now: number, minMs: number): PressVerdict {
  if (press.by === 'key' && !reachedByKeys) return 'keys';
  if (press.by !== 'mouse') return now - since >= minMs && (press.by !== 'touch' || press.moved <= stillPx) ? 'counts' : 'again';
  if (!mouse || now - mouse.since < insideMs) return 'again';
  return mouse.travelled >= travelPx ? 'counts' : 'move';
}

function follow({ since }: PressGuard, mouse: MouseInside | null, { at, origin }: { at: Point; origin: Point }, now: number): MouseInside {
  // A move that was waiting while the content changed was made over the content before.
  if (!mouse || distance(mouse.origin, origin) > stillPx) return enter({ at, origin }, Math.max(now, since));
  return { ...mouse, at, travelled: Math.max(mouse.travelled, distance(mouse.entered, at)) };
}

function enter({ at, origin }: { at: Point; origin: Point }, now: number): MouseInside {
  return { since: now, entered: at, at, origin, travelled: 0 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
