/** Where the two scripts of a frame meet: a property of the global of their own world, which no page can see. */
import type { PageSettings } from '../../protocol/queries.ts';
import type { CardScriptCommand } from '../../protocol/tab-commands.ts';
import { meetingPlace } from '../../protocol/page-scripts.ts';
import type { allMarks, markAt, marksIn } from '../numbers/marks.ts';

/** What the script of the cards does once it is here. */
export type Cards = {
  handle: (command: CardScriptCommand) => void;
  /** Every click and every move of the pointer. */
  pointed: (event: PointerEvent) => void;
};

/** What the script that is there from the start does for it. */
export type Meeting = {
  marks: typeof allMarks;
  marksIn: typeof marksIn;
  markAt: typeof markAt;
  /** Asked at every event, as `closedRoots`: both change while the page stands. */
  pageSettings: () => PageSettings | null;
  /** Shadow roots that leave their inside out of the path of an event. */
  closedRoots: () => ShadowRoot[];
  /** From now on the cards are this one's. */
  take: (cards: Cards) => void;
};

// A symbol, for a name would also find an element of the page that has it as its id.
const place: unique symbol = Symbol.for(meetingPlace);
const world = globalThis as { [place]?: Meeting };

/** Undefined where the first script is not there. */
export function meeting(): Meeting | undefined {
  return world[place];
}

/** @returns false in a frame that has this script already. */
export function openMeeting(opened: Meeting): boolean {
  if (world[place]) return false;
  world[place] = opened;
  return true;
}
