/** Chooses the elements by whose place on the screen it is known whether any part of a stretch of the page is near it. */
import { type TextRange, scratchRange, type Root } from './text-ranges.ts';

const maxSiblings = 256;

/** The first and the last of the siblings that together hold all of the place. */
export function edgesOf({ root, from, to, run }: TextRange): [Element, Element] {
  if (run) return [run[0]!, run.at(-1)!];
  const whole = root instanceof Element ? root : root.host;
  if (from === root && !to) return [whole, whole];
  const end = to ?? deepestLastElement(root);
  scratchRange.selectNodeContents(root);
  scratchRange.setStart(from, 0);
  scratchRange.setEnd(end, 0);
  const parent = scratchRange.commonAncestorContainer as Root;
  scratchRange.selectNodeContents(document.createDocumentFragment());
  const first = from === parent ? parent.firstElementChild : childHolding(parent, from);
  const last = end === parent ? parent.lastElementChild : childHolding(parent, end);
  return [first ?? whole, last ?? whole];
}

function deepestLastElement(root: Root): Root {
  let last = root;
  while (last.lastElementChild) last = last.lastElementChild;
  return last;
}

function childHolding(parent: Root, descendant: Root): Element {
  let child = descendant as Element;
  while (child.parentElement && child.parentNode !== parent) child = child.parentElement;
  return child;
}

const maxDescendants = 64;

/** What is inside an element that has no box of its own. */
export function descendantsOf(element: Element): Element[] {
  const elements = element.getElementsByTagName('*');
  return Array.from({ length: Math.min(elements.length, maxDescendants) }, (_, i) => elements[i]!);
}

/** Siblings from `first` to `last`, so that none between them is out of reach: at most `apartPx` from one to the next, or taller. */
export function sampleSiblings(first: Element, last: Element, apartPx: number): Element[] {
  const siblings: Element[] = [];
  let reached = -Infinity;
  let looked = 0;
  for (let element: Element | null = first; element && looked < maxSiblings; element = element.nextElementSibling, looked++) {
    const { top, bottom, height } = element.getBoundingClientRect();
    // One without a box may have its content anywhere.
    if (height === 0 || bottom - reached > apartPx || element === last) {
      siblings.push(element);
      reached = top;
    }
    if (element === last) break;
  }
  return siblings;
}
