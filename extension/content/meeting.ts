/** Where the two scripts of a frame meet: a property of the global of their own world, which no page can see. */
import type { CardsCue } from '../messages.ts';
import { meetingPlace } from '../page-scripts.ts';
import type { Mark } from './marks.ts';
import type { ClickedLink, NumberOnPage } from './number-card.ts';

/** What the script of the cards does once it is here. */
export type Cards = {
  open: (mark: Mark, opened: NumberOnPage['opened']) => void;
  openLink: (clicked: ClickedLink) => void;
  obey: (cue: CardsCue) => void;
};

/** What the script that is there from the start does for it. */
export type Meeting = {
  marks: () => Mark[];
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
