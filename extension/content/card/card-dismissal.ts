/** Detects that a person dismisses the card: a press outside, Esc, or the pointer leaving a card opened by hovering. */
import { isWithin, isHovering } from './card-hover.ts';
import type { Box } from './card-position.ts';

/** The open card. Functions, because the state may change between two events. */
export type Dismissable = {
  openedByHover: () => boolean;
  /** Null while the card is docked: then it stays until the end of the call. */
  number: () => Box | null;
  card: () => Box | null;
  hasFocus: () => boolean;
};

/** Grace period for a pointer that crosses a gap or slips. */
const leaveDelayMs = 300;

/** Calls `close` on a dismissal. Returns the function that stops listening. */
export function watchForDismissal(open: Dismissable, close: () => void): () => void {
  let leaveTimer: ReturnType<typeof setTimeout> | undefined;
  // Events inside the card do not reach the page's window, except right after the card has grown: for a moment the
  // browser still sends them to the page.
  const onPointerDown = (event: PointerEvent) => {
    if (event.isTrusted && open.number() && !isWithin(event, open.card())) close();
  };
  const onPointerMove = (event: PointerEvent) => {
    const number = open.number();
    if (number && open.openedByHover() && !isHovering(event, number, open.card())) {
      leaveTimer ??= setTimeout(() => open.hasFocus() || close(), leaveDelayMs);
    } else {
      clearTimeout(leaveTimer);
      leaveTimer = undefined;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.key !== 'Escape' || !open.number()) return;
    // The page's own Esc handler would close the dialog around the number.
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
