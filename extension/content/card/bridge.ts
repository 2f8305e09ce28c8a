/** What main.js offers to the card script over the isolated-world bridge. */
import type { PageSettings } from '../../protocol/queries.ts';
import type { Mark } from '../numbers/marks.ts';
import type { CardScript } from '../runtime/card-script-loader.ts';
import { getBridge } from '../runtime/isolated-world-bridge.ts';

export type Bridge = {
  marks: () => Mark[];
  /** The marks of a block; empty for any other event target. */
  marksIn: (target: EventTarget) => Mark[];
  /** The marks that begin or end in `node`. */
  marksOfNode: (node: Node) => Iterable<Mark>;
  /** A function, as is `shadowRoots`: both values change while the page is open. */
  pageSettings: () => PageSettings | null;
  /** Those found so far, open and closed. */
  shadowRoots: () => ShadowRoot[];
  register: (cardScript: CardScript) => void;
};

/** Undefined where main.js does not run. */
export const bridge = getBridge() as Bridge | undefined;
