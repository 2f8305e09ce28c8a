/** The marks of a page: each number with its position and the range that paints it. */
import { highlightName, unsureHighlightName } from '../../protocol/page-scripts.ts';
import type { Block } from './block.ts';
import type { NodeSpan } from './block-text.ts';
import type { FieldSpan } from './field-text.ts';

export type Mark = {
  written: string;
  /** Null where the country is not sure. */
  e164: string | null;
  country: string | null;
  /** Target of the `tel:` link around the number, decoded. */
  href?: string | null | undefined;
  at: NodeSpan | FieldSpan;
  paint: AbstractRange;
};

// The page shares the registry: it may clear it, or add ranges of its own. So the highlight only paints; the maps are
// the source of truth, and the highlight is never read.
const highlight = new Highlight();
/** Of numbers whose country is not sure. */
const unsure = new Highlight();
const marksByBlock = new Map<Block, Mark[]>();
/** With the block of each mark. */
const marksByNode = new Map<Node, Map<Mark, Block>>();
const parentsOfLines = new WeakSet<EventTarget>();

/** Replaces the marks of a block; `restoreHighlight` paints the first ones. Their ranges are static: a live range slows down every change of the page. */
export function setMarks(block: Block, marks: Mark[]): void {
  unmarkBlock(block);
  if (block instanceof Text && block.parentNode) parentsOfLines.add(block.parentNode);
  // A line that the page has joined to another was a block of its own.
  for (const mark of marks) nodesOf(mark).forEach(unmarkNode);
  storeMarks(block, marks);
  for (const mark of marks) {
    highlightOf(mark).add(mark.paint);
    for (const node of nodesOf(mark)) indexMark(node, mark, block);
  }
}

export function unmarkBlock(block: Block): void {
  for (const mark of marksByBlock.get(block) ?? []) unmark(mark);
  marksByBlock.delete(block);
}

export function isMarked(block: Block): boolean {
  return marksByBlock.has(block);
}

/** Removes the marks that begin or end in `node` after its text has changed: a static range does not follow the text. */
export function unmarkNode(node: Node): void {
  for (const [mark, block] of marksByNode.get(node) ?? []) {
    unmark(mark);
    storeMarks(
      block,
      marksIn(block).filter((other) => other !== mark),
    );
  }
}

/** Drops the marks of nodes that were removed from the page. */
export function unmarkRemoved(): void {
  for (const [block, marks] of marksByBlock) if (!block.isConnected || marks.some(isDetached)) unmarkBlock(block);
}

export function unmarkAll(): void {
  for (const block of marksByBlock.keys()) unmarkBlock(block);
}

/** In the order of marking. */
export function allMarks(): Mark[] {
  return [...marksByBlock.values()].flat();
}

/** The marks of a block; all marks for an element with lines that are blocks; empty for any other event target. */
export function marksIn(target: EventTarget): Mark[] {
  return marksByBlock.get(target as Block) ?? (parentsOfLines.has(target) ? allMarks() : []);
}

/** The marks that begin or end in `node`. */
export function marksOfNode(node: Node): Iterable<Mark> {
  return marksByNode.get(node)?.keys() ?? [];
}

/** Registers the highlight again if the page has cleared the registry or replaced the entry. */
export function restoreHighlight(): void {
  // Only with marks: the first access to the registry costs a frame memory.
  if (marksByBlock.size === 0) return;
  register(highlightName, highlight);
  register(unsureHighlightName, unsure);
}

function register(name: string, ours: Highlight): void {
  if (CSS.highlights.get(name) !== ours) CSS.highlights.set(name, ours);
}

function highlightOf({ e164 }: Mark): Highlight {
  return e164 ? highlight : unsure;
}

function storeMarks(block: Block, marks: Mark[]): void {
  if (marks.length > 0) marksByBlock.set(block, marks);
  else marksByBlock.delete(block);
}

function indexMark(node: Node, mark: Mark, block: Block): void {
  const marks = marksByNode.get(node);
  if (marks) marks.set(mark, block);
  else marksByNode.set(node, new Map([[mark, block]]));
}

/** The text nodes in which a mark begins and ends; none for a mark in a field. */
function nodesOf({ at }: Mark): Set<Text> {
  return new Set('field' in at ? [] : [at.startContainer, at.endContainer]);
}

function isDetached({ at }: Mark): boolean {
  return !('field' in at) && !(at.startContainer.isConnected && at.endContainer.isConnected);
}

function unmark(mark: Mark): void {
  highlightOf(mark).delete(mark.paint);
  for (const node of nodesOf(mark)) {
    const marks = marksByNode.get(node);
    marks?.delete(mark);
    if (marks?.size === 0) marksByNode.delete(node);
  }
}
