/** Divides a page into text ranges and keeps those that can hold numbers. Text is read per 256 elements, not per node. */
import { hasDigitRun } from './digit-prefilter.ts';
import type { SiblingRun } from './sibling-runs.ts';
import { pageDocument, unclobbered } from './unclobbered.ts';

/**
 * The text from inside `from` up to `to`, in document order; up to the end of `root` where `to` is null.
 * The content of shadow roots is not included.
 */
export type TextRange = {
  root: Root;
  from: Root;
  to: Element | null;
  /** Only the text of the block `root` itself counts, not that of the blocks inside it. */
  own?: true;
  /** In place of ranges that have lost an edge, while the text itself is the same. */
  isReplacement?: boolean;
  /** The range is these siblings, even if the page inserts nodes between and after them. */
  run?: SiblingRun;
};
export type Root = Element | ShadowRoot;

/** Amortises the cost of the call into the browser, and is small enough for one slice. */
const elementsPerRange = 256;
/** Characters of the range before that are tested again: a number may cross the boundary. */
const overlapLength = 48;

/**
 * Yields once for each range: the range, or null where it can hold no number. `textContent` and ranges gather text inside
 * the browser, many times faster than a walk over the nodes from here.
 */
export function* textRangesIn(scope: Root | Document): Generator<TextRange | null> {
  const seen = unclobbered(scope);
  const elements = 'getElementsByTagName' in seen ? seen.getElementsByTagName('*') : seen.querySelectorAll('*');
  const isSmall = !elements[elementsPerRange];
  // The first element that is touched costs a frame 10 KB of memory: a frame without a number is tested through its document.
  if (isSmall && !hasDigitRun(seen.textContent ?? textOf({ root: scope, from: scope, to: null } as unknown as TextRange)))
    return yield null;
  const root = scope instanceof Document ? pageDocument.documentElement : scope;
  if (isSmall) return yield wholeRangeOf(root);
  let position = 0;
  let from: Root = root;
  let before: TextRange | null = null;
  let textBefore = '';
  let isBeforeYielded = true;
  for (;;) {
    const to: Element | null = elements[position + elementsPerRange] ?? null;
    const range: TextRange = { root, from, to };
    const text = textOf(range);
    const crosses = hasDigitRun(textBefore.slice(-overlapLength) + text.slice(0, overlapLength));
    if (crosses && !isBeforeYielded) yield before;
    isBeforeYielded = crosses || hasDigitRun(text);
    yield isBeforeYielded ? range : null;
    if (!to) return;
    before = range;
    textBefore = text;
    from = to;
    position += elementsPerRange;
    // The page may have changed between two slices.
    if (elements[position] !== from) {
      position = positionOf(from, elements, position);
      from = elements[position] ?? root;
    }
  }
}

const liveRange = pageDocument.createRange();

/** Reads from a live range over `range`. It is emptied at once: each change of the page has to update a live range. */
export function readLiveRange<Value>({ root, from, to }: TextRange, read: (live: Range) => Value): Value {
  liveRange.selectNodeContents(root);
  // Both ends are at offset 0 of an element: any other offset makes the browser count siblings.
  liveRange.setStart(from, 0);
  if (to) liveRange.setEnd(to, 0);
  const value = read(liveRange);
  liveRange.selectNodeContents(pageDocument.createDocumentFragment());
  return value;
}

/** All text of a range that is no run of siblings, also what is not displayed. */
export function textOf(range: TextRange): string {
  return readLiveRange(range, String);
}

const maxDistance = 4 * elementsPerRange;

/** The current position of `element` in the list. If it is not found, a position well before it: no element is skipped. */
function positionOf(element: Root, elements: ArrayLike<Element>, expected: number): number {
  if (element.isConnected)
    for (let distance = 1; distance < maxDistance; distance++) {
      if (elements[expected - distance] === element) return expected - distance;
      if (elements[expected + distance] === element) return expected + distance;
    }
  return Math.max(0, expected - maxDistance);
}

/** The text nodes of a range, in order; none where the page has removed an edge of the range. */
export function* textNodesIn({ root, from, to, run }: TextRange): Generator<Text> {
  if (run) {
    for (const element of run) yield* textNodesIn(wholeRangeOf(element));
    return;
  }
  if (!from.isConnected || (to && !to.isConnected)) return;
  // An element that the walker shows costs an object; only an end among the elements needs them.
  const walker = pageDocument.createTreeWalker(root, to ? NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT : NodeFilter.SHOW_TEXT);
  walker.currentNode = from;
  for (let node = walker.nextNode(); node && node !== to; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield node as Text;
  }
}

/** All text of a root. */
export function wholeRangeOf(root: Root): TextRange {
  return { root, from: root, to: null };
}

/** The text of one block, without the blocks inside it. A line of text is the root of its range, which is nowhere else a text. */
export function ownRangeOf(root: Root | Text): TextRange {
  return { ...wholeRangeOf(root as Root), own: true };
}

/** True while the page has removed no sibling of the run, or no edge of the range. */
export function isIntact({ root, from, to, run }: TextRange): boolean {
  if (run) return run.every(({ isConnected }) => isConnected);
  return root.isConnected && from.isConnected && (to === null || to.isConnected);
}
