/** Finds the shadow roots of a page, open and closed: walks, queries and observers of the document all stop at them. */

export type ShadowRootFinder = {
  /** Looks inside `root`, in steps; roots that are known already are passed over. */
  scan(root: Element | ShadowRoot | Document): Generator<void>;
  all(): ShadowRoot[];
};

/** What `attachShadow` accepts besides custom elements. */
const builtInHosts = 'article, aside, blockquote, body, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span';
/** A plain element with a shadow root has, as a rule, nothing of its own. */
const emptyBuiltIn = `:is(${builtInHosts}):empty`;
/** No selector asks for a part of a name. Compiled once: it is asked for every element that is added. */
const custom = 'descendant-or-self::*[contains(local-name(), "-")]';
const customInside = document.createExpression(custom);
/** One question must fit into one slice. */
const maxElementsPerQuery = 5000;
/** Of a long list so many children are asked at once, and for custom elements alone. */
const childrenPerQuery = 1000;

/** A custom element may get its shadow root long after it is on the page, and no observer tells. */
const recheckDelaysMs = [250, 1000, 4000, 16_000];

/** Calls `found` once with each root. */
export function createShadowRootFinder(found: (shadow: ShadowRoot) => void, signal: AbortSignal): ShadowRootFinder {
  const known = new Set<ShadowRoot>();
  const waiting = new Map<Element, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  function ask(element: Element): void {
    if (!(element instanceof HTMLElement)) return;
    const shadow = chrome.dom.openOrClosedShadowRoot(element);
    if (!shadow) {
      if (element.localName.includes('-')) wait(element);
      return;
    }
    waiting.delete(element);
    if (known.has(shadow)) return;
    known.add(shadow);
    found(shadow);
  }

  function wait(element: Element): void {
    const times = waiting.get(element) ?? 0;
    if (times < recheckDelaysMs.length) waiting.set(element, times);
    else waiting.delete(element);
    if (waiting.size > 0) timer ??= setTimeout(askAgain, recheckDelaysMs[times]);
  }

  function askAgain(): void {
    timer = undefined;
    for (const [element, times] of waiting) {
      waiting.set(element, times + 1);
      if (element.isConnected) ask(element);
      else waiting.delete(element);
    }
  }

  return {
    *scan(root) {
      // XPath takes no shadow root for its start.
      for (const start of root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? [...root.children] : [root as Element | Document]) {
        for (const hosts of hostsIn(start)) {
          hosts.forEach(ask);
          yield;
        }
      }
    },
    all() {
      for (const shadow of known) if (!shadow.isConnected) known.delete(shadow);
      return [...known];
    },
  };
}

/** Some at a time: each step is one question, to few enough elements for one slice. */
function* hostsIn(root: Element | Document): Generator<Element[]> {
  const { childElementCount, children } = root;
  // Not asked by `instanceof Element`: the name alone costs a frame without elements 7 KB of memory.
  const own = 'matches' in root ? [root] : [];
  if (!root.getElementsByTagName('*')[maxElementsPerQuery]) {
    const plain = [...own.filter((element) => element.matches(emptyBuiltIn)), ...root.querySelectorAll(emptyBuiltIn)];
    yield [...elementsIn(customInside.evaluate(root, snapshot)), ...plain];
  } else if (childElementCount < childrenPerQuery) {
    yield own;
    // A copy: the page may take children away between two steps.
    for (const child of Array.from(children)) yield* hostsIn(child);
  } else {
    yield own;
    for (let from = 0; from < childElementCount; from += childrenPerQuery)
      yield elementsIn(
        document.evaluate(`*[position()>${from} and position()<=${from + childrenPerQuery}]/${custom}`, root, null, snapshot),
      );
  }
}

const snapshot = XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE;

function elementsIn(result: XPathResult): Element[] {
  return Array.from({ length: result.snapshotLength }, (_, i) => result.snapshotItem(i) as Element);
}
