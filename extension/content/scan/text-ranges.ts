/** Finds the stretches of a page that can hold numbers, reading text by the hundred elements and no node on its own. */
import { hasDigitRun } from './digit-prefilter.ts';

/**
 * The text from inside `from` up to `to`, in the order of the document; up to the end of `root` where `to` is null.
 * What is inside shadow roots is not part of it.
 */
export type TextRange = {
  root: Root;
  from: Root;
  to: Element | null;
  /** Only the text of the block `root` itself counts, not that of the blocks inside it. */
  own?: true;
  /** The place is these siblings, whatever comes to stand between and after them. */
  run?: Element[];
};
export type Root = Element | ShadowRoot;

/** Long enough that crossing into the browser costs nothing, short enough for one slice. */
const elementsPerRange = 256;
/** How much of the stretch before is read again, lest a number stand across the cut. */
const overlapLength = 48;

/**
 * Yields once for each stretch: the place, or null where no number can be. `textContent` and ranges gather text inside
 * the browser, many times quicker than a walk over its nodes from here.
 */
export function* textRangesIn(given: Root | Document): Generator<TextRange | null> {
  const elements = given instanceof Document || given instanceof Element ? given.getElementsByTagName('*') : given.querySelectorAll('*');
  const isSmall = !elements[elementsPerRange];
  // A frame's first element brings 10 KB of memory, for all that its kind can do: one without a number is asked as a document.
  if (isSmall && !hasDigitRun(given.textContent ?? contentsOf(given))) return yield null;
  const root = given instanceof Document ? given.documentElement : given;
  if (isSmall) return yield wholeRangeOf(root);
  let position = 0;
  let from: Root = root;
  let before: { place: TextRange; text: string; taken: boolean } | null = null;
  for (;;) {
    const to: Element | null = elements[position + elementsPerRange] ?? null;
    const place: TextRange = { root, from, to };
    const text = textOf(place);
    const taken = hasDigitRun(text);
    const across: boolean = before !== null && hasDigitRun(before.text.slice(-overlapLength) + text.slice(0, overlapLength));
    if (across && before && !before.taken) yield before.place;
    yield taken || across ? place : null;
    if (!to) return;
    before = { place, text, taken: taken || across };
    from = to;
    position += elementsPerRange;
    // The page may have changed while we waited for this slice.
    if (elements[position] !== from) {
      position = positionOf(from, elements, position);
      from = elements[position] ?? root;
    }
  }
}

/** Set for the moment of a question alone: while a range is set, the page's own changes have to move it. */
export const scratchRange = document.createRange();

function contentsOf(node: Node): string {
  scratchRange.selectNodeContents(node);
  const text = scratchRange.toString();
  scratchRange.selectNodeContents(document.createDocumentFragment());
  return text;
}

function textOf({ root, from, to }: TextRange): string {
  scratchRange.selectNodeContents(root);
  // Both ends are set by offset 0 of an element, which costs nothing to find.
  scratchRange.setStart(from, 0);
  if (to) scratchRange.setEnd(to, 0);
  const text = scratchRange.toString();
  scratchRange.selectNodeContents(document.createDocumentFragment());
  return text;
}

const maxDistance = 4 * elementsPerRange;

/** Where `element` stands in the list now; a place well before it when it is gone, so that nothing is left out. */
function positionOf(element: Root, elements: ArrayLike<Element>, expected: number): number {
  if (element.isConnected)
    for (let distance = 1; distance < maxDistance; distance++) {
      if (elements[expected - distance] === element) return expected - distance;
      if (elements[expected + distance] === element) return expected + distance;
    }
  return Math.max(0, expected - maxDistance);
}

/** The text nodes of a place, in order; none where the page has taken its edges away. */
export function* textNodesIn({ root, from, to, run }: TextRange): Generator<Text> {
  if (run) {
    for (const element of run) yield* textNodesIn(wholeRangeOf(element));
    return;
  }
  if (!from.isConnected || (to && !to.isConnected)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = from;
  for (let node = walker.nextNode(); node && node !== to; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield node as Text;
  }
}

/** All of a root. */
export function wholeRangeOf(root: Root): TextRange {
  return { root, from: root, to: null };
}

/** The text of one block, without the blocks inside it. */
export function ownRangeOf(root: Root): TextRange {
  return { ...wholeRangeOf(root), own: true };
}

/** True while all of its run, or both edges of the place stand in the page. */
export function isIntact({ root, from, to, run }: TextRange): boolean {
  if (run) return run.every(({ isConnected }) => isConnected);
  return root.isConnected && from.isConnected && (to === null || to.isConnected);
}
