/** Groups small adjacent siblings, so that one query serves the whole group. */

export type SiblingRun = [Element, ...Element[]];

/** A run of this length fits into one slice. */
const maxRunLength = 64;
/** An element with more descendants forms a run of its own. */
const maxDescendants = 32;

/** The runs of `elements`, without descendants of other `elements` and without elements that left the page. */
export function* siblingRunsOf(elements: Set<Element>): Generator<SiblingRun> {
  let run: SiblingRun | null = null;
  for (const element of elements) {
    const small = !element.getElementsByTagName('*')[maxDescendants];
    if (run && small && run.length < maxRunLength && run.at(-1)?.nextElementSibling === element) {
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

function hasAncestorIn(element: Element, elements: Set<Element>): boolean {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) if (elements.has(parent)) return true;
  return false;
}
