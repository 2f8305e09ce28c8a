/** Finds the shadow roots of a page, open and closed: walks, queries and observers of the document all stop at them. */

export type ShadowRootFinder = {
  /** Searches `root` in steps; roots that are known already are skipped. */
  scan: (root: Element | ShadowRoot | Document) => Generator<void>;
  all: () => ShadowRoot[];
};

/** What `attachShadow` accepts besides custom elements. A built-in host has, as a rule, no children of its own. */
const emptyBuiltIn =
  ':is(article, aside, blockquote, body, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span):empty';
/** XPath, because no selector matches a part of a name. Compiled once: it is evaluated for every element that is added. */
const customInside = document.createExpression('descendant-or-self::*[contains(local-name(), "-")]');
/** A query over more elements would not fit into one slice. */
const maxElementsPerQuery = 5000;
/** The children of a longer list are queried one by one, and for custom elements only: an XPath position counts all of them. */
const maxChildren = 1000;

/** A custom element may get its shadow root long after it was added, and no observer reports that. */
const recheckDelaysMs = [250, 1000, 4000, 16_000];

/** Calls `onFound` once with each root. */
export function createShadowRootFinder(onFound: (shadow: ShadowRoot) => void, signal: AbortSignal): ShadowRootFinder {
  const known = new Set<ShadowRoot>();
  const recheckLater = createRecheckQueue(check, signal);

  /** @returns false for a custom element without a shadow root. */
  function check(element: Element): boolean {
    if (!(element instanceof HTMLElement)) return true;
    const shadow = chrome.dom.openOrClosedShadowRoot(element);
    if (!shadow) return !element.localName.includes('-');
    if (!known.has(shadow)) {
      known.add(shadow);
      onFound(shadow);
    }
    return true;
  }

  return {
    *scan(root) {
      // XPath does not accept a shadow root as the context node.
      for (const start of root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? [...root.children] : [root as Element | Document]) {
        for (const hosts of hostsIn(start)) {
          for (const host of hosts) if (!check(host)) recheckLater(host);
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

/** Returns the function that has an element checked again after each of the delays, until `check` returns true. */
function createRecheckQueue(check: (element: Element) => boolean, signal: AbortSignal): (element: Element) => void {
  const attempts = new Map<Element, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  function add(element: Element, attempt = attempts.get(element) ?? 0): void {
    const delayMs = recheckDelaysMs[attempt];
    if (!delayMs) return void attempts.delete(element);
    attempts.set(element, attempt);
    timer ??= setTimeout(checkAll, delayMs);
  }

  function checkAll(): void {
    timer = undefined;
    for (const [element, attempt] of attempts) {
      if (!element.isConnected || check(element)) attempts.delete(element);
      else add(element, attempt + 1);
    }
  }

  return add;
}

/** The elements under `root` that may be hosts, in groups: each step is one query over few enough elements for one slice. */
function* hostsIn(root: Element | Document): Generator<Element[]> {
  const { childElementCount, children } = root;
  // Not `instanceof Element`: the reference to the interface alone costs a frame without elements 7 KB of memory.
  const own = 'matches' in root ? [root] : [];
  if (isSmall(root)) {
    const builtIn = [...own.filter((element) => element.matches(emptyBuiltIn)), ...root.querySelectorAll(emptyBuiltIn)];
    yield [...elementsIn(customInside.evaluate(root, snapshot)), ...builtIn];
    return;
  }
  yield own;
  if (childElementCount < maxChildren) {
    // A copy: the page may remove children between two steps.
    for (const child of Array.from(children)) yield* hostsIn(child);
  } else {
    for (let i = 0, child; (child = children[i]); i++) {
      if (isSmall(child)) yield elementsIn(customInside.evaluate(child, snapshot));
      else yield* hostsIn(child);
    }
  }
}

function isSmall(root: Element | Document): boolean {
  return !root.getElementsByTagName('*')[maxElementsPerQuery];
}

const snapshot = XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE;

function elementsIn(result: XPathResult): Element[] {
  return Array.from({ length: result.snapshotLength }, (_, i) => result.snapshotItem(i) as Element);
}
