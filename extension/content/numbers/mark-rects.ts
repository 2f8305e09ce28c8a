/** The rectangles of a mark on the screen. */
import { pageDocument } from '../scan/unclobbered.ts';
import type { Mark } from './marks.ts';

/** One per line, in CSS px of the viewport; empty when the number has left the page. */
export function rectsOf({ at }: Mark): DOMRect[] {
  if ('field' in at) return at.field.isConnected ? [...at.range.getClientRects()] : [];
  if (!at.startContainer.isConnected || !at.endContainer.isConnected) return [];
  const range = pageDocument.createRange();
  range.setStart(at.startContainer, Math.min(at.startOffset, at.startContainer.length));
  range.setEnd(at.endContainer, Math.min(at.endOffset, at.endContainer.length));
  return [...range.getClientRects()];
}
