/** The numbers that are marked on the page now: what they are, where they stand, and their paint. */
import type { Block, NodeSpan } from './block-text.ts';
import type { FieldSpan } from './field-text.ts';

export type Mark = {
  written: string;
  e164: string;
  country: string | null;
  /** Target of the `tel:` link around the number, decoded. */
  href?: string | null | undefined;
  at: NodeSpan | FieldSpan;
  paint: AbstractRange;
};

const highlightName = 'hatif-number';

// The registry is the page's too: it may clear it, or add ranges of its own. It is paint only; what is true stands in
// the maps, and nothing is ever read back from the highlight.
const highlight = new Highlight();
const marksByBlock = new Map<Block, Mark[]>();
const blockOfMark = new WeakMap<Mark, Block>();
const marksByNode = new Map<Node, Set<Mark>>();

/** Replaces the marks of a block. Their ranges are static: a live range makes every change of its page slower. */
export function setMarks(block: Block, marks: Mark[]): void {
  unmarkBlock(block);
  if (marks.length === 0) return;
  storeMarks(block, marks);
  for (const mark of marks) {
    blockOfMark.set(mark, block);
    highlight.add(mark.paint);
    for (const node of nodesOf(mark)) indexMark(node, mark);
  }
  restoreHighlight();
}

export function unmarkBlock(block: Block): void {
  for (const mark of marksByBlock.get(block) ?? []) unmark(mark);
  marksByBlock.delete(block);
}

/** Takes away the marks that begin or end in `node`: its text has changed, and a static range would stay where it was. */
export function unmarkNode(node: Node): void {
  for (const mark of marksByNode.get(node) ?? []) {
    unmark(mark);
    const block = blockOfMark.get(mark);
    if (block)
      storeMarks(
        block,
        marksIn(block).filter((other) => other !== mark),
      );
  }
}

/** Forgets what was removed from the page. */
export function unmarkRemoved(): void {
  for (const [block, marks] of marksByBlock) if (!block.isConnected || marks.some(isDetached)) unmarkBlock(block);
}

export function unmarkAll(): void {
  for (const block of marksByBlock.keys()) unmarkBlock(block);
}

/** In the order they were marked. */
export function allMarks(): Mark[] {
  return [...marksByBlock.values()].flat();
}

/** The marks of a block; none of anything else. */
export function marksIn(target: EventTarget): Mark[] {
  return marksByBlock.get(target as Block) ?? [];
}

/** The mark whose text holds character `offset` of `node`. */
export function markAt(node: Node, offset: number): Mark | null {
  for (const mark of marksByNode.get(node) ?? []) {
    if ('field' in mark.at) continue;
    const { startNode, startOffset, endNode, endOffset } = mark.at;
    if ((node !== startNode || offset >= startOffset) && (node !== endNode || offset <= endOffset)) return mark;
  }
  return null;
}

/** Puts the highlight back where the page has cleared the registry or taken the name. */
export function restoreHighlight(): void {
  // A frame without a number touches no registry: that would cost it memory.
  if (marksByBlock.size > 0 && CSS.highlights.get(highlightName) !== highlight) CSS.highlights.set(highlightName, highlight);
}

function storeMarks(block: Block, marks: Mark[]): void {
  if (marks.length > 0) marksByBlock.set(block, marks);
  else marksByBlock.delete(block);
}

function indexMark(node: Node, mark: Mark): void {
  const marks = marksByNode.get(node);
  if (marks) marks.add(mark);
  else marksByNode.set(node, new Set([mark]));
}

/** The text nodes in which a mark begins and ends; the value of a field stands in none. */
function nodesOf({ at }: Mark): Set<Text> {
  return new Set('field' in at ? [] : [at.startNode, at.endNode]);
}

function isDetached({ at }: Mark): boolean {
  return !('field' in at) && !(at.startNode.isConnected && at.endNode.isConnected);
}

function unmark(mark: Mark): void {
  highlight.delete(mark.paint);
  for (const node of nodesOf(mark)) {
    const marks = marksByNode.get(node);
    marks?.delete(mark);
    if (marks?.size === 0) marksByNode.delete(node);
  }
}
