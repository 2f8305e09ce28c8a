/** A card opened by hovering stays open while the pointer is on the number, on the card, or between the two. */
import { boundingBoxOf, type Box } from './card-position.ts';

type Pointer = { clientX: number; clientY: number };

const tolerancePx = 8;

export function isHovering(pointer: Pointer, number: Box, card: Box | null): boolean {
  return isWithin(pointer, boundingBoxOf(card ? [number, card] : [number]), tolerancePx);
}

/** Whether the pointer is on the box, or at most `within` CSS px away from it. */
export function isWithin({ clientX, clientY }: Pointer, box: Box | null, within = 0): boolean {
  return (
    box !== null &&
    clientX >= box.left - within &&
    clientX <= box.left + box.width + within &&
    clientY >= box.top - within &&
    clientY <= box.top + box.height + within
  );
}
