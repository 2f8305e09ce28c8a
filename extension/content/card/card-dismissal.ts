/** What a person does on the page to be rid of the card: a press elsewhere, Esc, or taking the pointer away. */
import { isWithin, isHovering } from './card-hover.ts';
import type { Box } from './card-position.ts';

/** The open card, asked anew at each event. */
export type Dismissable = {
  /** False while the card is docked: then only the call's end takes it away. */
  canDismiss: () => boolean;
  openedByHover: () => boolean;
  number: () => Box | null;
  card: () => Box | null;
  hasFocus: () => boolean;
};

/** Long enough to cross a gap or to slip for a moment. */
const leaveDelayMs = 300;

/** Calls `close` when the person is done with the card. Returns the function that stops listening. */
export function watchForDismissal(open: Dismissable, close: () => void): () => void {
  let leaveTimer: ReturnType<typeof setTimeout> | undefined;
  // Presses and moves inside the card do not reach the page's window, but for the moment in which the card has grown
  // and the browser still sends what happens there to the page.
  const onPointerDown = (event: PointerEvent) => {
    if (event.isTrusted && open.canDismiss() && !isWithin(event, open.card())) close();
  };
  const onPointerMove = (event: PointerEvent) => {
    const number = open.number();
    if (open.canDismiss() && open.openedByHover() && number && !isHovering(event, number, open.card())) {
      leaveTimer ??= setTimeout(() => open.hasFocus() || close(), leaveDelayMs);
    } else {
      clearTimeout(leaveTimer);
      leaveTimer = undefined;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.key !== 'Escape' || !open.canDismiss()) return;
    // The page's own Esc would close what the number stands in.
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  };
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  window.addEventListener('pointerdown', onPointerDown, options);
  window.addEventListener('pointermove', onPointerMove, options);
  window.addEventListener('keydown', onKeyDown, options);
  return () => {
    clearTimeout(leaveTimer);
    listening.abort();
  };
}
