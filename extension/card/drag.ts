/** Moves the docked card by its header, with the pointer or the arrow keys; the page's side does the moving. */
import { sendToOwnTab } from './card-height.ts';

const nudge = 16;
const nudges: Record<string, [dx: number, dy: number]> = {
  ArrowLeft: [-nudge, 0],
  ArrowRight: [nudge, 0],
  ArrowUp: [0, -nudge],
  ArrowDown: [0, nudge],
};

// The iframe moves under the pointer, so only the screen is a fixed ground to measure on.
let last: { x: number; y: number } | null = null;
let owed = { dx: 0, dy: 0 };

function pay(): void {
  const { dx, dy } = owed;
  owed = { dx: 0, dy: 0 };
  void sendToOwnTab({ command: 'moveCard', dx, dy });
}

export const dragProps = {
  onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    last = { x: event.screenX, y: event.screenY };
  },
  onPointerMove(event: PointerEvent) {
    if (!last) return;
    if (owed.dx === 0 && owed.dy === 0) requestAnimationFrame(pay);
    owed = { dx: owed.dx + event.screenX - last.x, dy: owed.dy + event.screenY - last.y };
    last = { x: event.screenX, y: event.screenY };
  },
  onPointerUp: () => void (last = null),
  onPointerCancel: () => void (last = null),
  onKeyDown(event: KeyboardEvent) {
    const by = nudges[event.key];
    if (!by) return;
    event.preventDefault();
    void sendToOwnTab({ command: 'moveCard', dx: by[0], dy: by[1] });
  },
};
