/** Finds the places of the page where numbers may stand, without looking at every node from here. */
import { blockOf, hasEnoughDigits } from './block-text.ts';
import { telLinks } from './tel-link.ts';

/** Siblings from `first` to `last`, with all that is in them. */
export type Place = { first: Element; last: Element };

/** Yields after every piece of work that is short enough for one slice; the places come with their piece. */
export function* placesIn(root: Element | ShadowRoot): Generator<Place | null> {
  const seen = new Set<Element>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = /\p{Nd}/u.test((node as Text).data) ? blockOf(node) : null;
    if (!block || seen.has(block)) {
      yield null;
      continue;
    }
    seen.add(block);
    yield hasEnoughDigits(block.textContent) ? { first: block, last: block } : null;
  }
  for (const link of root.querySelectorAll(telLinks)) yield { first: link, last: link };
}

/** The blocks of a place that have text with digits of their own. */
export function blocksOf({ first, last }: Place): Set<Element> {
  const blocks = new Set<Element>();
  for (let element: Element | null = first; element; element = element === last ? null : element.nextElementSibling) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = /\p{Nd}/u.test((node as Text).data) ? blockOf(node) : null;
      if (block) blocks.add(block);
    }
  }
  return blocks;
}
