/** The text of one block of the page as a person reads it, with the way back from each character to its node. */
import { hasEnoughDigits } from '../scan/digit-prefilter.ts';
import { blockLabelOf } from './block-label.ts';

/** `length` characters of the joined text from `at` on stand in `node` from `from` on. */
type Piece = { node: Text; from: number; at: number; length: number };
/** An element that starts its own lines, or the shadow root that nothing inside it parts into lines. */
export type Block = Element | ShadowRoot;
export type BlockText = { block: Block; text: string; pieces: Piece[] };
export type NodeSpan = { startNode: Text; startOffset: number; endNode: Text; endOffset: number };

/** Between blocks, cells and lines: ends a number and its label. */
const lineEnd = '\n';
/** Between boxes on one line: ends a number, but the words before it are still its label. */
const boxEnd = '\u001f';
const maxLength = 100_000;
const maxChildren = 500;

const skippedTags = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT OPTION INPUT IFRAME OBJECT CANVAS VIDEO AUDIO MATH TITLE'.split(' '),
);
const codeEditors = '.CodeMirror, .cm-editor, .monaco-editor, .ace_editor';

/** The nearest block around `node`; null where the text is no text of the page. */
function blockOf(node: Node): Block | null {
  for (let at: Node | null = node instanceof Text ? node.parentNode : node; at; at = at.parentNode) {
    if (at instanceof ShadowRoot) return at;
    if (!(at instanceof Element) || skippedTags.has(at.tagName)) return null;
    if (flowOf(at) === 'block') return at;
  }
  return null;
}

/** The block around `node` where it can hold a number. A long list is no block: its rows are. */
export function readableBlockOf(node: Node): Block | null {
  const block = blockOf(node);
  return block && block.childElementCount < maxChildren ? block : null;
}

/** Reads `block` without the blocks inside it; null when it has too few digits for a number, or is program text. */
export function readBlock(block: Block): BlockText | null {
  const joined: BlockText = { block, text: '', pieces: [] };
  const styled = block instanceof Element ? block : block.host;
  if (styled.closest(codeEditors)) return null;
  const keepsLines = /pre|break-spaces/.test(getComputedStyle(styled).whiteSpace);
  addChildren(joined, block, keepsLines);
  return hasEnoughDigits(joined.text) ? withLabel(joined) : null;
}

/** What labels the block stands before its text, as it does on the screen. */
function withLabel({ block, text, pieces }: BlockText): BlockText {
  const label = blockLabelOf(block);
  if (label === '') return { block, text, pieces };
  const before = label + boxEnd;
  return { block, text: before + text, pieces: pieces.map((piece) => ({ ...piece, at: piece.at + before.length })) };
}

function addChildren(joined: BlockText, parent: Node, keepsLines: boolean): void {
  for (let node = parent.firstChild; node && joined.text.length < maxLength; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE) addText(joined, node as Text, keepsLines);
    else if (node.nodeType === Node.ELEMENT_NODE) addElement(joined, node as Element, keepsLines);
  }
}

function addElement(joined: BlockText, element: Element, keepsLines: boolean): void {
  if (element.tagName === 'BR') joined.text += lineEnd;
  if (skippedTags.has(element.tagName)) return;
  const flow = flowOf(element);
  if (flow === 'none' || flow === 'block') {
    joined.text += flow === 'block' ? lineEnd : '';
    return;
  }
  if (flow === 'box') joined.text += boxEnd;
  addChildren(joined, element, keepsLines);
  if (flow === 'box') joined.text += boxEnd;
}

/** White space collapses as it does on the screen, so that a number broken over two lines of the source is whole. */
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

/** Where characters `start` to `end` of the joined text stand in the page; both must be characters of nodes. */
export function spanOf({ pieces }: BlockText, start: number, end: number): NodeSpan | null {
  const first = pieces.find(({ at, length }) => start >= at && start < at + length);
  const last = pieces.findLast(({ at, length }) => end > at && end <= at + length);
  if (!first || !last) return null;
  return { startNode: first.node, startOffset: first.from + start - first.at, endNode: last.node, endOffset: last.from + end - last.at };
}

type Flow = 'block' | 'box' | 'inline' | 'none';

function flowOf(element: Element): Flow {
  const { display } = getComputedStyle(element);
  if (display === 'inline' || display === 'contents' || display === 'ruby') return 'inline';
  if (display === 'none') return 'none';
  return display.startsWith('inline') ? 'box' : 'block';
}
