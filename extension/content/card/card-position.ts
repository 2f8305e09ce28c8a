/** Positions of the card: beside its number, or docked in the corner of the page. All measures are CSS px of the viewport. */

export type Box = { left: number; top: number; width: number; height: number };
export type Size = { width: number; height: number };
export type Point = { left: number; top: number };
/** Distance from the top edge, and from the right edge of a left-to-right page or the left edge of a right-to-left page. */
export type DockedPosition = { top: number; end: number };

const gap = 6;
const outdent = 6;
export const viewportMargin = 8;
export const defaultDockedPosition: DockedPosition = { top: 16, end: 16 };

export type Side = 'above' | 'below';

/** Below the number; above if the card does not fit below and there is more room above. */
export function sideOf(number: Box, viewport: Size, card: Size): Side {
  const roomBelow = viewport.height - viewportMargin - gap - number.top - number.height;
  const roomAbove = number.top - gap - viewportMargin;
  return roomBelow < card.height && roomAbove > roomBelow ? 'above' : 'below';
}

/** On that side of the number, with the start edge slightly outside the number's. Keeps 8 px to the edges of the viewport. */
export function positionBeside(number: Box, viewport: Size, card: Size, dir: 'ltr' | 'rtl', side = sideOf(number, viewport, card)): Point {
  const left = dir === 'ltr' ? number.left - outdent : number.left + number.width + outdent - card.width;
  const top = side === 'above' ? number.top - gap - card.height : number.top + number.height + gap;
  return clampToViewport({ left, top }, viewport, card);
}

/** How far the shadow of the incoming card reaches beyond its edges: under it, a card counts as covered. */
const shadow = { side: 56, above: 32, below: 80 };

/** `point` beside the incoming card and its shadow, at the same height; null where the viewport has no room for both. */
export function positionClearOf(incoming: Box, point: Point, viewport: Size, card: Size): Point | null {
  const isAbove = point.top + card.height <= incoming.top - shadow.above;
  const isBelow = point.top >= incoming.top + incoming.height + shadow.below;
  const start = incoming.left - shadow.side;
  const end = incoming.left + incoming.width + shadow.side;
  if (isAbove || isBelow || point.left + card.width <= start || point.left >= end) return point;
  if (start - card.width >= viewportMargin) return { ...point, left: start - card.width };
  return end + card.width <= viewport.width - viewportMargin ? { ...point, left: end } : null;
}

/** The top left corner of a docked card. */
export function positionDocked(at: DockedPosition, viewport: Size, card: Size, dir: 'ltr' | 'rtl'): Point {
  const left = dir === 'ltr' ? viewport.width - at.end - card.width : at.end;
  return clampToViewport({ left, top: at.top }, viewport, card);
}

/** Whether a card of that height is whole in the viewport: the number and Call must be in sight together. */
export function fitsViewport(height: number, viewport: Size): boolean {
  return height <= viewport.height - 2 * viewportMargin;
}

/** The inverse of `positionDocked`, for the point that the card was dragged to. */
export function dockedPositionOf(point: Point, viewport: Size, card: Size, dir: 'ltr' | 'rtl'): DockedPosition {
  const end = dir === 'ltr' ? viewport.width - card.width - point.left : point.left;
  return { top: Math.round(point.top), end: Math.round(end) };
}

/** The smallest box around all lines of a number; null without lines. */
export function boundingBoxOf(lines: readonly Box[]): Box | null {
  if (lines.length === 0) return null;
  const left = Math.min(...lines.map((line) => line.left));
  const top = Math.min(...lines.map((line) => line.top));
  const right = Math.max(...lines.map((line) => line.left + line.width));
  const bottom = Math.max(...lines.map((line) => line.top + line.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** One box per line of a number: text of mixed directions has several boxes per line. */
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

/** `min` wins if `max` is smaller, so that the start of the card is never cut off. */
function clamp(min: number, value: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
