/** Hit test: finds the mark at a point. */
import { rectsOf } from '../numbers/mark-rects.ts';
import { pageDocument } from '../scan/unclobbered.ts';
import type { Mark } from '../numbers/marks.ts';
import type { Bridge } from './bridge.ts';

/** The dotted underline is part of the mark. */
const tolerancePx = 4;
/** For a block with more marks, one slow query for the caret position is cheaper than a test of each mark. */
const maxRectTests = 16;

type Marks = Pick<Bridge, 'marksIn' | 'marksOfNode'>;

/**
 * The mark at `x`, `y` in CSS px of the viewport. `path` is the path of the event there: the browser has done its hit test
 * already, and on a long page a second one takes milliseconds.
 * @param closed shadow roots whose content is missing in `path`.
 */
export function markAtPoint(path: EventTarget[], x: number, y: number, closed: ShadowRoot[], marks: Marks): Mark | null {
  if (closed.some(({ host }) => path.includes(host))) return markAtCaret(x, y, closed, marks);
  for (const target of path) {
    const inBlock = marks.marksIn(target);
    if (inBlock.length > maxRectTests) return markAtCaret(x, y, closed, marks);
    const found = inBlock.find((mark) => containsPoint(mark, x, y));
    if (found) return found;
  }
  return null;
}

function markAtCaret(x: number, y: number, shadowRoots: ShadowRoot[], { marksOfNode }: Marks): Mark | null {
  const caret = pageDocument.caretPositionFromPoint(x, y, { shadowRoots });
  for (const mark of caret ? marksOfNode(caret.offsetNode) : []) {
    // The nearest caret position may be at the end of a line far away.
    if (containsCaret(mark, caret!.offsetNode, caret!.offset)) return containsPoint(mark, x, y) ? mark : null;
  }
  return null;
}

function containsCaret({ at }: Mark, node: Node, offset: number): boolean {
  if ('field' in at) return false;
  return (node !== at.startContainer || offset >= at.startOffset) && (node !== at.endContainer || offset <= at.endOffset);
}

function containsPoint(mark: Mark, x: number, y: number): boolean {
  return rectsOf(mark).some(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom + tolerancePx);
}
