/** Where the pointer is while a card is open: one that was opened by hovering stays for a pointer on the number, on the card and between. */
import { boundingBoxOf, type Box } from './card-position.ts';

type Pointer = { clientX: number; clientY: number };

const tolerancePx = 8;

export function isHovering(pointer: Pointer, number: Box, card: Box | null): boolean {
  return isWithin(pointer, boundingBoxOf(card ? [number, card] : [number]), tolerancePx);
}

/** Whether the pointer is on the box, or no further than `within` CSS px from it. */
export function isWithin({ clientX, clientY }: Pointer, box: Box | null, within = 0): boolean {
  return (
    box !== null &&
    clientX >= box.left - within &&
    clientX <= box.left + box.width + within &&
    clientY >= box.top - within &&
    clientY <= box.top + box.height + within
  );
}
