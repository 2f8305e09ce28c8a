/** Finds the shadow roots of a page, open and closed: walks, queries and observers of the document all stop at them. */
import { matchesIn, pageDocument, unclobbered } from './unclobbered.ts';

export type ShadowRootFinder = {
  /** Searches `root` in steps; roots that are known already are skipped. */
  scan: (root: Element | ShadowRoot | Document) => Generator<void>;
  all: () => ShadowRoot[];
};

/** What `attachShadow` accepts besides custom elements. A built-in host has, as a rule, no children of its own. */
const emptyBuiltIn =
  ':is(article, aside, blockquote, body, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span):empty';
/** XPath, because no selector matches a part of a name. Compiled once: it is evaluated for every element that is added. */
const customInside = pageDocument.createExpression('descendant-or-self::*[contains(local-name(), "-")]');
/** A query over more elements would not fit into one slice. */
const maxElementsPerQuery = 5000;
/** A list with more children is long: they are queried in groups, and for custom elements only. */
const maxChildren = 1000;
const childrenPerGroup = 32;

/** A custom element may get its shadow root long after it was added, and no observer reports that. */
const maxRechecks = 4;
const firstRecheckMs = 250;

/** Calls `onFound` once with each root. */
export function createShadowRootFinder(onFound: (shadow: ShadowRoot) => void, signal: AbortSignal): ShadowRootFinder {
  const known = new Set<ShadowRoot>();
  const recheckLater = createRecheckQueue(check, signal);

  /** @returns false for a custom element without a shadow root. */
  function check(element: Element): boolean {
    if (!(element instanceof HTMLElement)) return true;
    const shadow = chrome.dom.openOrClosedShadowRoot(element);
    if (!shadow) return !unclobbered(element).localName.includes('-');
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

/** Returns the function that has an element checked again after delays that grow, until `check` returns true. */
function createRecheckQueue(check: (element: Element) => boolean, signal: AbortSignal): (element: Element) => void {
  const attempts = new Map<Element, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  function add(element: Element, attempt = attempts.get(element) ?? 0): void {
    if (attempt === maxRechecks) return void attempts.delete(element);
    attempts.set(element, attempt);
    timer ??= setTimeout(checkAll, firstRecheckMs * 4 ** attempt);
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
  const seen = unclobbered(root);
  const { childElementCount, children } = seen;
  // Not `instanceof Element`: the reference to the interface alone costs a frame without elements 7 KB of memory.
  const own = 'matches' in root ? [root] : [];
  if (!seen.getElementsByTagName('*')[maxElementsPerQuery]) {
    yield [...elementsIn(customInside.evaluate(root, snapshot)), ...matchesIn(root, emptyBuiltIn)];
  } else if (childElementCount < maxChildren) {
    yield own;
    // A copy: the page may remove children between two steps.
    for (const child of Array.from(children)) yield* hostsIn(child);
  } else {
    yield own;
    // One query a child: a query for the children at some positions tests the position of every child, 40 ms for 25,000.
    for (let from = 0; from < children.length; from += childrenPerGroup) {
      const group = Array.prototype.slice.call(children, from, from + childrenPerGroup) as Element[];
      yield group.flatMap((child) => elementsIn(customInside.evaluate(child, snapshot)));
    }
  }
}

const snapshot = XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE;

function elementsIn(result: XPathResult): Element[] {
  return Array.from({ length: result.snapshotLength }, (_, i) => result.snapshotItem(i) as Element);
}
