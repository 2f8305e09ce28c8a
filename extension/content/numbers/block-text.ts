/** The text of one block as it is displayed, with a map from each character to its node. */
import { hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { ancestorsOf, hasManyChildren, maxDepth, unclobbered } from '../scan/unclobbered.ts';
import type { Block } from './block.ts';
import { blockLabelOf } from './block-label.ts';

/** Characters `at` to `at + length` of the joined text are those of `node` from offset `from`. */
type Piece = { node: Text; from: number; at: number; length: number };

export type BlockText = {
  block: Block;
  text: string;
  pieces: Piece[];
  /** A person may be typing the text: it can be edited in place, and has the focus. */
  isTyped: boolean;
  nodes: number;
  depth: number;
};
/** Also the init of a `StaticRange`. */
export type NodeSpan = { startContainer: Text; startOffset: number; endContainer: Text; endOffset: number };

/** Between blocks, cells and lines: separates numbers, and numbers from labels. */
const lineEnd = '\n';
/** Between boxes on one line: separates numbers, but the words before it still label the number after it. */
const boxEnd = '\u001f';
const maxLength = 100_000;
const maxNodes = 3000;
/** Of a line in an element with too many children. */
const maxLineNodes = 16;

const skippedTags = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|SELECT|OPTION|INPUT|IFRAME|OBJECT|CANVAS|VIDEO|AUDIO|MATH|TITLE)$/;
const codeEditors = '.CodeMirror, .cm-editor, .monaco-editor, .ace_editor';

/**
 * The nearest block around `node`; null inside elements whose text is not displayed as text of the page. An element that is
 * not displayed is a block of its own: its text is read once it is displayed.
 */
function blockOf(node: Node): Exclude<Block, Text> | null {
  for (const at of ancestorsOf(node instanceof Text ? node.parentNode : node)) {
    if (at instanceof ShadowRoot) return at;
    if (!(at instanceof Element) || skippedTags.test(at.tagName)) return null;
    const flow = flowOf(at);
    if (flow === 'block' || flow === 'none') return at;
  }
  return null;
}

/**
 * The block around `node`; in an element with too many children, such as a long list, the line or the child that contains
 * `node`. Null for that element itself.
 */
export function readableBlockOf(node: Node): Block | null {
  const block = blockOf(node);
  if (!block || !hasManyChildren(block)) return block;
  for (const at of ancestorsOf(node)) {
    if (unclobbered(at).parentNode !== block) continue;
    // A break that was added begins the line after it.
    const child = (at.nodeName === 'BR' && at.nextSibling) || at;
    return lineOf(child).find((part) => part instanceof Text) ?? (at as Element);
  }
  return null;
}

/** The siblings between two line breaks around `child`; `child` alone where no line begins near it. */
function lineOf(child: Node): Node[] {
  let first = child;
  let steps = 0;
  for (let at: Node | null = child; sharesLine(at); at = unclobbered(at).previousSibling) {
    if (steps++ === maxLineNodes) return [child];
    first = at;
  }
  const line: Node[] = [];
  for (let at: Node | null = first; sharesLine(at) && line.length < maxLineNodes; at = unclobbered(at).nextSibling) line.push(at);
  return line[0] ? line : [child];
}

function sharesLine(node: Node | null): node is Node {
  return node !== null && (!(node instanceof Element) || (node.tagName !== 'BR' && /^[in]/.test(flowOf(node))));
}

/**
 * Reads `block` without the blocks inside it; null when it has too few digits for a number, or is program text. 'hidden' for an
 * element that the page hides with `display: none` of its own, by a style, a class or `hidden`.
 */
export function readBlock(block: Block): BlockText | 'hidden' | null {
  const parent = block instanceof Text ? block.parentNode! : block;
  const styled = parent instanceof Element ? parent : (parent as ShadowRoot).host;
  if (unclobbered(styled).closest(codeEditors)) return null;
  const style = getComputedStyle(styled);
  if (style.display === 'none' && styled === block) return 'hidden';
  const keepsLines = /pre|break-spaces/.test(style.whiteSpace);
  // Inherited from `contenteditable`. The whole page may be editable: then only where the focus is.
  const isTyped = style.getPropertyValue('-webkit-user-modify') !== 'read-only' && unclobbered(styled).closest(':focus') !== null;
  const joined: BlockText = { block, text: '', pieces: [], isTyped, nodes: 0, depth: 0 };
  if (parent === block) addChildren(joined, block, keepsLines);
  else for (const node of lineOf(block)) addNode(joined, node, keepsLines);
  return hasEnoughDigits(joined.text) ? addLabel(joined) : null;
}

/** Puts the label of the block before its text, as on the screen. */
function addLabel(joined: BlockText): BlockText {
  const label = blockLabelOf(joined.block);
  if (label === '') return joined;
  const before = label + boxEnd;
  joined.text = before + joined.text;
  for (const piece of joined.pieces) piece.at += before.length;
  return joined;
}

/** Contents nested more deeply than the parser nests are left out: the stack has an end. */
function addChildren(joined: BlockText, parent: Node, keepsLines: boolean): void {
  if (joined.depth === maxDepth) return;
  joined.depth++;
  for (let node = unclobbered(parent).firstChild; node && joined.text.length < maxLength;) {
    if (++joined.nodes > maxNodes) break;
    const { nextSibling } = unclobbered<ChildNode>(node);
    addNode(joined, node, keepsLines);
    node = nextSibling;
  }
  joined.depth--;
}

function addNode(joined: BlockText, node: Node, keepsLines: boolean): void {
  if (node instanceof Text) addText(joined, node, keepsLines);
  else if (node instanceof Element) addElement(joined, node, keepsLines);
}

function addElement(joined: BlockText, element: Element, keepsLines: boolean): void {
  if (element.tagName === 'BR') joined.text += lineEnd;
  if (skippedTags.test(element.tagName)) return;
  const flow = flowOf(element);
  if (flow === 'none' || flow === 'block') {
    joined.text += flow === 'block' ? lineEnd : '';
    return;
  }
  if (flow === 'box') joined.text += boxEnd;
  addChildren(joined, element, keepsLines);
  if (flow === 'box') joined.text += boxEnd;
}

/** White space collapses as on the screen, so that a number broken over two lines of the source is found. */
function addText(joined: BlockText, node: Text, keepsLines: boolean): void {
  const text = node.data.slice(0, maxLength - joined.text.length);
  if (keepsLines) return addPiece(joined, node, 0, text);
  for (const run of text.matchAll(/[\t\n\r\f ]+|[^\t\n\r\f ]+(?: [^\t\n\r\f ]+)*/g)) {
    if (/^[\t\n\r\f ]/.test(run[0])) joined.text += joined.text.endsWith(' ') ? '' : ' ';
    else addPiece(joined, node, run.index, run[0]);
  }
}

function addPiece(joined: BlockText, node: Text, from: number, text: string): void {
  joined.pieces.push({ node, from, at: joined.text.length, length: text.length });
  joined.text += text;
}

/** The nodes and offsets of characters `start` to `end` of the joined text; null where one of the two is a separator. */
export function spanOf({ pieces }: BlockText, start: number, end: number): NodeSpan | null {
  const first = pieces.find(({ at, length }) => start >= at && start < at + length);
  const last = pieces.findLast(({ at, length }) => end > at && end <= at + length);
  if (!first || !last) return null;
  return {
    startContainer: first.node,
    startOffset: first.from + start - first.at,
    endContainer: last.node,
    endOffset: last.from + end - last.at,
  };
}

/** True for an element that shares its lines with the text around it. */
export function isInLine(element: Element): boolean {
  return /^in|box/.test(flowOf(element));
}

type Flow = 'block' | 'box' | 'inline' | 'none';

function flowOf(element: Element): Flow {
  const { display } = getComputedStyle(element);
  if (display === 'inline' || display === 'contents' || display === 'ruby') return 'inline';
  if (display === 'none') return 'none';
  return display.startsWith('inline') ? 'box' : 'block';
}
