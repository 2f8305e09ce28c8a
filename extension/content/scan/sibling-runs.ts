/** Puts small elements that stand side by side together, so that what is asked of each is asked of all at once. */

/** Few enough for one slice. */
const maxRunLength = 64;
const maxDescendants = 32;

/** One with much inside stands alone. What is inside another of `elements`, or not in the page, is left out. */
export function* siblingRunsOf(elements: Set<Element>): Generator<[Element, ...Element[]]> {
  let run: [Element, ...Element[]] | null = null;
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
