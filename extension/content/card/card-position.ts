/** Where the card stands: beside its number, or docked in the corner of the page. All measures are CSS px of the viewport. */

export type Box = { left: number; top: number; width: number; height: number };
export type Size = { width: number; height: number };
export type Point = { left: number; top: number };
/** Distance from the top edge and from the edge where lines end. */
export type DockedPosition = { top: number; end: number };

const gap = 6;
const outdent = 6;
export const viewportMargin = 8;
export const defaultDockedPosition: DockedPosition = { top: 16, end: 16 };

/**
 * Below the number with its start edge a little outside the number's; above where there is more room than below; never
 * nearer than 8 px to an edge of the viewport.
 */
export function positionBeside(number: Box, viewport: Size, card: Size, dir: 'ltr' | 'rtl'): Point {
  const left = dir === 'ltr' ? number.left - outdent : number.left + number.width + outdent - card.width;
  const below = number.top + number.height + gap;
  const above = number.top - gap - card.height;
  const roomBelow = viewport.height - viewportMargin - below;
  const roomAbove = number.top - gap - viewportMargin;
  const flipped = roomBelow < card.height && roomAbove > roomBelow;
  return clampToViewport({ left, top: flipped ? above : below }, viewport, card);
}

/** The docked card, 16 px from the top and the end edge unless it was dragged elsewhere. */
export function positionDocked(at: DockedPosition, viewport: Size, card: Size, dir: 'ltr' | 'rtl'): Point {
  const left = dir === 'ltr' ? viewport.width - at.end - card.width : at.end;
  return clampToViewport({ left, top: at.top }, viewport, card);
}

/** The way back: what to keep of a point the card was dragged to. */
export function dockedPositionOf(point: Point, viewport: Size, card: Size, dir: 'ltr' | 'rtl'): DockedPosition {
  const end = dir === 'ltr' ? viewport.width - card.width - point.left : point.left;
  return { top: Math.round(point.top), end: Math.round(end) };
}

/** The smallest box around all the lines a number is written on; null when it is on none. */
export function boundingBoxOf(lines: readonly Box[]): Box | null {
  if (lines.length === 0) return null;
  const left = Math.min(...lines.map((line) => line.left));
  const top = Math.min(...lines.map((line) => line.top));
  const right = Math.max(...lines.map((line) => line.left + line.width));
  const bottom = Math.max(...lines.map((line) => line.top + line.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** One box for each line a number is written on: text of mixed directions comes in several boxes a line. */
export function linesOf(boxes: readonly Box[]): Box[] {
  const lines: Box[][] = [];
  for (const box of boxes) {
    const line = lines.find(([first]) => first && Math.abs(first.top + first.height / 2 - (box.top + box.height / 2)) < box.height / 2);
    if (line) line.push(box);
    else lines.push([box]);
  }
  return lines.map((line) => boundingBoxOf(line)!);
}

function clampToViewport(point: Point, viewport: Size, card: Size): Point {
  return {
    left: clamp(viewportMargin, point.left, viewport.width - viewportMargin - card.width),
    top: clamp(viewportMargin, point.top, viewport.height - viewportMargin - card.height),
  };
}

/** The lower bound wins where both cannot be kept, so that the start of the card is never cut off. */
function clamp(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
