/** Chooses the sentinels of a text range: elements whose intersection with the viewport stands for that of the range. */
import { readLiveRange, type Root, type TextRange } from './text-ranges.ts';
import { ancestorsOf, maxDepth, unclobbered } from './unclobbered.ts';

/** Ranges this far above and below the viewport count as near: a share of its height. */
export const margin = '50%';
/** The height of the viewport with both margins, as a share of its height. */
const trackedShare = 2;

export type Edges = [first: Element, last: Element];

/** The first and the last of the siblings that together contain the whole range. */
export function edgesOf({ root, from, to, run }: TextRange): Edges {
  if (run) return [run[0], run.at(-1)!];
  // A line of text has siblings: it stands in an element with very many.
  const { nextElementSibling, previousElementSibling } = root as Element;
  const whole = root instanceof Element ? root : (root.host ?? nextElementSibling ?? previousElementSibling);
  if (from === root && !to) return [whole, whole];
  const end = to ?? deepestLastElement(root);
  const parent = readLiveRange({ root, from, to: end as Element }, (live) => live.commonAncestorContainer as Root);
  const first = from === parent ? unclobbered(parent).firstElementChild : childContaining(parent, from);
  const last = end === parent ? unclobbered(parent).lastElementChild : childContaining(parent, end);
  return [first ?? whole, last ?? whole];
}

function deepestLastElement(root: Root): Root {
  let last = root;
  let child = unclobbered(root).lastElementChild;
  for (let depth = 0; child && depth < maxDepth; depth++) {
    last = child;
    child = unclobbered(child).lastElementChild;
  }
  return last;
}

function childContaining(parent: Root, descendant: Root): Element {
  let child: Node = descendant;
  for (const at of ancestorsOf(descendant)) {
    if (at === parent) break;
    child = at;
  }
  return child as Element;
}

/** The box of an element; undefined where it is not known yet. */
export type FindBox = (element: Element) => DOMRectReadOnly | undefined;

/**
 * True where edge intersection stands for that of the range: for one element with a box, and for a range that is less tall than
 * the viewport plus margins, which cannot be on the screen between two edges outside of it.
 */
export function areConclusive([first, last]: Edges, entry: IntersectionObserverEntry, findBox: FindBox): boolean {
  if (hasNoBox(entry)) return false;
  if (first === last) return true;
  const [top, bottom] = [findBox(first)?.top, findBox(last)?.bottom];
  return top !== undefined && bottom !== undefined && bottom - top < trackedShare * innerHeight;
}

/** The elements to observe besides edges that are inconclusive: those between them, or inside an edge without a box. */
export function innerSentinels([first, last]: Edges, entry: IntersectionObserverEntry): Element[] {
  if (first !== last) return sampleSiblings(first, last, innerHeight);
  return hasNoBox(entry) ? descendantsOf(first) : [];
}

function hasNoBox({ isIntersecting, boundingClientRect: box }: IntersectionObserverEntry): boolean {
  return !isIntersecting && (box.width === 0 || box.height === 0);
}

const maxDescendants = 64;

function descendantsOf(element: Element): Element[] {
  const elements = unclobbered(element).getElementsByTagName('*');
  return Array.from({ length: Math.min(elements.length, maxDescendants) }, (_, i) => elements[i]!);
}

const maxSiblings = 256;

/** Siblings from `first` to `last`, at most `maxGapPx` apart, so that the viewport cannot fall between two of them. */
function sampleSiblings(first: Element, last: Element, maxGapPx: number): Element[] {
  const siblings: Element[] = [];
  let lastTop = -Infinity;
  let visited = 0;
  for (
    let element: Element | null = first;
    element && visited < maxSiblings;
    element = unclobbered(element).nextElementSibling, visited++
  ) {
    const { top, bottom, height } = boxOf(element);
    // The content of an element without a box may stand anywhere.
    if (height === 0 || bottom - lastTop > maxGapPx || element === last) {
      siblings.push(element);
      lastTop = top;
    }
    if (element === last) break;
  }
  return siblings;
}

export function boxOf(element: Element): DOMRect {
  return unclobbered(element).getBoundingClientRect();
}
