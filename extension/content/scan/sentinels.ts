/** Chooses the elements by whose place on the screen it is known whether any part of a stretch of the page is near it. */
import { type Place, reader, type Root } from './text-ranges.ts';

const mostSiblings = 256;

/** The first and the last of the siblings that together hold all of the place. */
export function edgesOf({ root, from, to, run }: Place): [Element, Element] {
  if (run) return [run[0]!, run.at(-1)!];
  const whole = root instanceof Element ? root : root.host;
  if (from === root && !to) return [whole, whole];
  const end = to ?? lastInside(root);
  reader.selectNodeContents(root);
  reader.setStart(from, 0);
  reader.setEnd(end, 0);
  const parent = reader.commonAncestorContainer as Root;
  reader.selectNodeContents(document.createDocumentFragment());
  const first = from === parent ? parent.firstElementChild : childHolding(parent, from);
  const last = end === parent ? parent.lastElementChild : childHolding(parent, end);
  return [first ?? whole, last ?? whole];
}

function lastInside(root: Root): Root {
  let last = root;
  while (last.lastElementChild) last = last.lastElementChild;
  return last;
}

function childHolding(parent: Root, descendant: Root): Element {
  let child = descendant as Element;
  while (child.parentElement && child.parentNode !== parent) child = child.parentElement;
  return child;
}

const mostInside = 64;

/** What is inside an element that has no box of its own. */
export function inside(element: Element): Element[] {
  const elements = element.getElementsByTagName('*');
  return Array.from({ length: Math.min(elements.length, mostInside) }, (_, i) => elements[i]!);
}

/** Siblings from `first` to `last`, so that none between them is out of reach: at most `apartPx` from one to the next, or taller. */
export function siblingsApart(first: Element, last: Element, apartPx: number): Element[] {
  const siblings: Element[] = [];
  let reached = -Infinity;
  let looked = 0;
  for (let element: Element | null = first; element && looked < mostSiblings; element = element.nextElementSibling, looked++) {
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
