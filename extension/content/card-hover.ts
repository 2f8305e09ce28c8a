/** Whether a pointer still keeps a card open that was opened by hovering: it does on the number, on the card and between. */
import { around, type Box } from './card-place.ts';

const slack = 8;

export function keepsHover(pointer: { clientX: number; clientY: number }, number: Box, card: Box | null): boolean {
  const area = around(card ? [number, card] : [number])!;
  return (
    pointer.clientX >= area.left - slack &&
    pointer.clientX <= area.left + area.width + slack &&
    pointer.clientY >= area.top - slack &&
    pointer.clientY <= area.top + area.height + slack
  );
}
