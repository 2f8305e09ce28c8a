/** Finds the shadow roots of a page, open and closed: walks, queries and observers of the document all stop at them. */

export type ShadowRoots = {
  /** Looks inside `root`; roots that are known already are passed over. */
  look(root: Element | ShadowRoot | Document): void;
  all(): ShadowRoot[];
};

/** What `attachShadow` accepts besides custom elements. */
const plainHosts = 'article, aside, blockquote, body, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span';
/** A plain element with a shadow root has, as a rule, nothing of its own. */
const emptyPlain = `:is(${plainHosts}):empty`;
/** No selector asks for a part of a name. Compiled once: it is asked for every element that is added. */
const customInside = document.createExpression('descendant-or-self::*[contains(local-name(), "-")]');
/** On larger pages only custom elements are asked: one question must fit into one slice. */
const mostForPlain = 5000;

/** A custom element may get its shadow root long after it is on the page, and no observer tells. */
const patienceMs = [250, 1000, 4000, 16_000];

/** Calls `found` once with each root. */
export function followShadowRoots(found: (shadow: ShadowRoot) => void, signal: AbortSignal): ShadowRoots {
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
    if (times < patienceMs.length) waiting.set(element, times);
    else waiting.delete(element);
    if (waiting.size > 0) timer ??= setTimeout(askAgain, patienceMs[times]);
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
    look(root) {
      // XPath takes no shadow root for its start.
      for (const start of root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? root.children : [root as Element | Document])
        hostsIn(start).forEach(ask);
    },
    all() {
      for (const shadow of known) if (!shadow.isConnected) known.delete(shadow);
      return [...known];
    },
  };
}

function hostsIn(root: Element | Document): Element[] {
  const custom = customInside.evaluate(root, XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE);
  const hosts = Array.from({ length: custom.snapshotLength }, (_, i) => custom.snapshotItem(i) as Element);
  if (root.getElementsByTagName('*')[mostForPlain]) return hosts;
  // Not asked by `instanceof Element`: the name alone costs a frame without elements 7 KB of memory.
  if ('matches' in root && root.matches(emptyPlain)) hosts.push(root);
  return [...hosts, ...root.querySelectorAll(emptyPlain)];
}
