/** Groups small adjacent siblings, so that one query serves the whole group. */
import { ancestorsOf, unclobbered } from './unclobbered.ts';

export type SiblingRun = [Element, ...Element[]];

/** A run of this length fits into one slice. */
const maxRunLength = 64;
/** An element with more descendants forms a run of its own. */
const maxDescendants = 32;

/** The runs of `elements`, without descendants of other `elements` and without elements that left the page. */
export function* siblingRunsOf(elements: Set<Element>): Generator<SiblingRun> {
  let run: SiblingRun | null = null;
  for (const element of elements) {
    const small = !unclobbered(element).getElementsByTagName('*')[maxDescendants];
    if (run && small && run.length < maxRunLength && unclobbered<Element>(run.at(-1)!).nextElementSibling === element) {
      run.push(element);
      continue;
    }
    if (run) yield run;
    run = null;
    if (!element.isConnected || hasAncestorIn(element, elements)) continue;
    if (small) run = [element];
    else yield [element];
  }
  if (run) yield run;
}

/** False for no element, too. */
export function areAdjacent(elements: Element[]): elements is SiblingRun {
  return elements.length > 0 && elements.every((element, i) => i === 0 || unclobbered(elements[i - 1]!).nextElementSibling === element);
}

function hasAncestorIn(element: Element, elements: Set<Element>): boolean {
  for (const ancestor of ancestorsOf(unclobbered(element).parentNode)) if (elements.has(ancestor as Element)) return true;
  return false;
}
