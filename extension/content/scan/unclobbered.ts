/**
 * Reads nodes past DOM clobbering. On a form and on the document, a named element inside hides the member of that name:
 * with `<form><output name="parentNode">`, the form's `parentNode` is its own child.
 */

/** Asking the window for its document takes ten times as long as everything else that `unclobbered` does. */
const ownDocument = document;

/**
 * The node itself, or a view of a form or of the document whose members come from the prototype. A view can be read, but not
 * given to the DOM in place of its node.
 */
export function unclobbered<Seen extends Node>(node: Seen): Seen {
  // Hidden by a named element, the form's own name is no string.
  const { localName } = node as { localName?: unknown };
  const isForm = localName !== undefined && (typeof localName !== 'string' || localName === 'form');
  if (!isForm && !Object.is(node, ownDocument)) return node;
  return new Proxy<Seen>(node, { get: readFromPrototype });
}

function readFromPrototype(node: Node, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(Object.getPrototypeOf(node) as object, key, node);
  return typeof value === 'function' ? (value.bind(node) as unknown) : value;
}

/** False for a root that is no element; `in` would find an element of the name `matches`. */
export function matches(root: Element | ShadowRoot | Document, selector: string): boolean {
  return (unclobbered(root) as Partial<Element>).matches?.(selector) ?? false;
}

/** `root` itself, if it matches, and the matching elements inside. */
export function matchesIn<Found extends Element>(root: Element | ShadowRoot | Document, selector: string): Found[] {
  const inside = unclobbered(root).querySelectorAll<Found>(selector);
  return matches(root, selector) ? [root as Found, ...inside] : [...inside];
}

const manyChildren = 500;

/** Not by `childElementCount`, which counts all children on every call. */
export function hasManyChildren(root: Element | ShadowRoot): boolean {
  const seen = unclobbered(root);
  // Most contain text alone, and the list of children is an object to make.
  return seen.firstElementChild !== null && seen.children[manyChildren] !== undefined;
}

export const pageDocument = unclobbered(ownDocument);

/** The parser nests less deeply; a script of the page can nest without limit. */
export const maxDepth = 1000;

/** `node` and its ancestors up to the root of its tree. */
export function* ancestorsOf(node: Node | null): Generator<Node> {
  let at = node;
  for (let depth = 0; at && depth < maxDepth; depth++) {
    yield at;
    at = unclobbered(at).parentNode;
  }
}
