/** Where the two scripts of a frame meet: a property of the global of their own world, which no page can see. */
import type { PageSettings } from '../../protocol/queries.ts';
import type { CardScriptCommand } from '../../protocol/tab-commands.ts';
import { bridgeKey } from '../../protocol/page-scripts.ts';
import type { allMarks, markAt, marksIn } from '../numbers/marks.ts';

/** What the script of the cards does once it is here. */
export type CardScript = {
  handle: (command: CardScriptCommand) => void;
  /** Every click and every move of the pointer. */
  onPointerEvent: (event: PointerEvent) => void;
};

/** What the script that is there from the start does for it. */
export type Bridge = {
  marks: typeof allMarks;
  marksIn: typeof marksIn;
  markAt: typeof markAt;
  /** Asked at every event, as `closedRoots`: both change while the page stands. */
  pageSettings: () => PageSettings | null;
  /** Shadow roots that leave their inside out of the path of an event. */
  closedRoots: () => ShadowRoot[];
  /** From now on the cards are this one's. */
  registerCardScript: (cards: CardScript) => void;
};

// A symbol, for a name would also find an element of the page that has it as its id.
const bridge: unique symbol = Symbol.for(bridgeKey);
const world = globalThis as { [bridge]?: Bridge };

/** Undefined where the first script is not there. */
export function getBridge(): Bridge | undefined {
  return world[bridge];
}

/** @returns false in a frame that has this script already. */
export function openBridge(opened: Bridge): boolean {
  if (world[bridge]) return false;
  world[bridge] = opened;
  return true;
}
