/** Where the pointer is while a card is open: one that was opened by hovering stays for a pointer on the number, on the card and between. */
import { around, type Box } from './card-position.ts';

type Pointer = { clientX: number; clientY: number };

const slack = 8;

export function keepsHover(pointer: Pointer, number: Box, card: Box | null): boolean {
  return isOn(pointer, around(card ? [number, card] : [number]), slack);
}

/** Whether the pointer is on the box, or no further than `within` CSS px from it. */
export function isOn({ clientX, clientY }: Pointer, box: Box | null, within = 0): boolean {
  return (
    box !== null &&
    clientX >= box.left - within &&
    clientX <= box.left + box.width + within &&
    clientY >= box.top - within &&
    clientY <= box.top + box.height + within
  );
}
