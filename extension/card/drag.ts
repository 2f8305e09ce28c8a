/** Moves the docked card by its header, with the pointer or the arrow keys; the content script positions the frame. */
import { frameNonce as nonce } from '../ui/app/own-frame.ts';
import { sendToOwnTab } from '../ui/app/own-tab.ts';

const stepPx = 16;
const steps: Record<string, [dx: number, dy: number]> = {
  ArrowLeft: [-stepPx, 0],
  ArrowRight: [stepPx, 0],
  ArrowUp: [0, -stepPx],
  ArrowDown: [0, stepPx],
};

// In screen coordinates, because the iframe moves under the pointer.
let last: { x: number; y: number } | null = null;
let pending = { dx: 0, dy: 0 };

function sendPending(): void {
  const { dx, dy } = pending;
  pending = { dx: 0, dy: 0 };
  void sendToOwnTab({ command: 'moveCard', nonce, dx, dy });
}

export const dragProps = {
  onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    last = { x: event.screenX, y: event.screenY };
  },
  onPointerMove(event: PointerEvent) {
    if (!last) return;
    if (pending.dx === 0 && pending.dy === 0) requestAnimationFrame(sendPending);
    pending = { dx: pending.dx + event.screenX - last.x, dy: pending.dy + event.screenY - last.y };
    last = { x: event.screenX, y: event.screenY };
  },
  onPointerUp: () => void (last = null),
  onPointerCancel: () => void (last = null),
  onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    void sendToOwnTab({ command: 'moveCard', nonce, dx: step[0], dy: step[1] });
  },
};
