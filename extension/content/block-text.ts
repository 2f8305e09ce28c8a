/** The text of one block of the page as a person reads it, with the way back from each character to its node. */

/** `length` characters of the joined text from `at` on stand in `node` from `from` on. */
type Piece = { node: Text; from: number; at: number; length: number };
export type BlockText = { block: Element; text: string; pieces: Piece[] };
export type NodeSpan = { startNode: Text; startOffset: number; endNode: Text; endOffset: number };

/** Between blocks, cells and lines: ends a number and its label. */
const lineEnd = '\n';
/** Between boxes on one line: ends a number, but the words before it are still its label. */
const boxEnd = '\u001f';
const longest = 4000;

const skipped = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT OPTION INPUT IFRAME OBJECT CANVAS VIDEO AUDIO MATH TITLE'.split(' '),
);
const editors = '.CodeMirror, .cm-editor, .monaco-editor, .ace_editor';

/** The nearest element around `node` that starts its own lines; null where the text is no text of the page. */
export function blockOf(node: Node): Element | null {
  let block: Element | null = null;
  for (let element = node instanceof Element ? node : node.parentElement; element; element = element.parentElement) {
    if (skipped.has(element.tagName)) return null;
    block = element;
    if (flowOf(element) === 'block') break;
  }
  return block?.closest(editors) ? null : block;
}

/** Reads `block` without the blocks inside it; null when it has fewer than `fewestDigits` digits. */
export function readBlock(block: Element): BlockText | null {
  const joined: BlockText = { block, text: '', pieces: [] };
  const keepsLines = /pre|break-spaces/.test(getComputedStyle(block).whiteSpace);
  addChildren(joined, block, keepsLines);
  return hasEnoughDigits(joined.text) ? joined : null;
}

function addChildren(joined: BlockText, parent: Node, keepsLines: boolean): void {
  for (let node = parent.firstChild; node && joined.text.length < longest; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE) addText(joined, node as Text, keepsLines);
    else if (node.nodeType === Node.ELEMENT_NODE) addElement(joined, node as Element, keepsLines);
  }
}

function addElement(joined: BlockText, element: Element, keepsLines: boolean): void {
  if (element.tagName === 'BR') joined.text += lineEnd;
  if (skipped.has(element.tagName)) return;
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
  const text = node.data.slice(0, longest - joined.text.length);
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

const fewestDigits = 7;

/** True when `text` could hold a phone number: it has at least 7 digits of whatever script. */
export function hasEnoughDigits(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) digits++;
    else if (code > 0x65f && isOtherDigit(code)) digits++;
    if (digits >= fewestDigits) return true;
  }
  return false;
}

function isOtherDigit(code: number): boolean {
  // Arabic and Persian digits first: they are the ones that pages are full of. Surrogates may be digits too.
  return code <= 0x669 || (code >= 0x6f0 && code <= 0x6f9) || /[\p{Nd}\ud800-\udbff]/u.test(String.fromCharCode(code));
}
