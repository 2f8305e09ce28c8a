import { beforeEach, expect, test, vi } from 'vitest';

/** The parts of DOM nodes that the helper reads; `named` are the named elements inside, which hide members. */
class FakeNode {
  parent: FakeNode | null = null;
  get parentNode() {
    return this.parent;
  }
  children() {
    return this.parent === null ? 'root' : 'inner';
  }
}
class FakeElement extends FakeNode {
  readonly tag: string;
  constructor(tag: string) {
    super();
    this.tag = tag;
  }
  get localName() {
    return this.tag;
  }
}

function clobber<Kind extends FakeNode>(node: Kind, named: Record<string, unknown>): Kind {
  return new Proxy(node, { get: (target, key) => (key in named ? named[key as string] : Reflect.get(target, key, target)) });
}

const fakeDocument = clobber(new FakeNode(), { parentNode: 'an image', matches: () => true });
vi.stubGlobal('document', fakeDocument);
let dom: typeof import('./unclobbered.ts');
beforeEach(async () => {
  dom = await import('./unclobbered.ts');
});

const asNode = (node: FakeNode) => node as unknown as Node;

test('an element that cannot be clobbered, and a text, are returned as they are', () => {
  for (const node of [new FakeElement('div'), new FakeElement('b'), new FakeNode()]) expect(dom.unclobbered(asNode(node))).toBe(node);
});

test('members of a form and of the document are those of the prototype', () => {
  const parent = new FakeElement('div');
  const form = new FakeElement('form');
  form.parent = parent;
  const inside = new FakeElement('output');
  for (const named of [{ parentNode: inside }, { parentNode: inside, localName: inside }]) {
    const clobbered = clobber(form, named);
    expect(clobbered.parentNode).toBe(inside);
    expect(dom.unclobbered(asNode(clobbered)).parentNode).toBe(parent);
  }
  expect(fakeDocument.parentNode).toBe('an image');
  expect(dom.pageDocument.parentNode).toBeNull();
});

test('a document matches no selector, although an element of it is called matches', () => {
  expect(dom.matches(asNode(fakeDocument) as Document, 'p')).toBe(false);
});

test('methods run on the node itself', () => {
  const form = clobber(new FakeElement('form'), { children: 'an input' });
  const view = dom.unclobbered(asNode(form)) as unknown as FakeElement;
  expect(view.children()).toBe('root');
});

test('a walk to the root passes a form that names its own child as its parent', () => {
  const [body, form, text] = [new FakeElement('body'), new FakeElement('form'), new FakeNode()];
  form.parent = body;
  const clobbered = clobber(form, { parentNode: form });
  text.parent = clobbered;
  expect([...dom.ancestorsOf(asNode(text))]).toEqual([text, clobbered, body]);
});

test('a walk ends after a thousand ancestors', () => {
  let node = new FakeNode();
  for (let depth = 0; depth < 5000; depth++) {
    const child = new FakeNode();
    child.parent = node;
    node = child;
  }
  expect([...dom.ancestorsOf(asNode(node))]).toHaveLength(dom.maxDepth);
  expect([...dom.ancestorsOf(null)]).toEqual([]);
});
