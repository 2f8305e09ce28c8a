/** Where a marked number stands on the screen. */
import type { Mark } from './marks.ts';

/** One box a line, in CSS px of the viewport; empty when it is gone. */
export function rectsOf({ at }: Mark): DOMRect[] {
  if ('field' in at) return at.field.isConnected ? [...at.range.getClientRects()] : [];
  if (!at.startNode.isConnected || !at.endNode.isConnected) return [];
  const range = document.createRange();
  range.setStart(at.startNode, Math.min(at.startOffset, at.startNode.length));
  range.setEnd(at.endNode, Math.min(at.endOffset, at.endNode.length));
  return [...range.getClientRects()];
}
