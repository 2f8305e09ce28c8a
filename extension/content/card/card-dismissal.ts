/** What a person does on the page to be rid of the card: a press elsewhere, Esc, or taking the pointer away. */
import { isOn, keepsHover } from './card-hover.ts';
import type { Box } from './card-position.ts';

/** The open card, asked anew at each event. */
export type Dismissable = {
  /** False while the card is docked: then only the call's end takes it away. */
  canGo: () => boolean;
  openedByHover: () => boolean;
  number: () => Box | null;
  card: () => Box | null;
  hasFocus: () => boolean;
};

/** Long enough to cross a gap or to slip for a moment. */
const leaveMs = 300;

/** Calls `close` when the person is done with the card. Returns the function that stops listening. */
export function watchForDismissal(open: Dismissable, close: () => void): () => void {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  // Presses and moves inside the card do not reach the page's window, but for the moment in which the card has grown
  // and the browser still sends what happens there to the page.
  const pressed = (event: PointerEvent) => {
    if (event.isTrusted && open.canGo() && !isOn(event, open.card())) close();
  };
  const moved = (event: PointerEvent) => {
    const number = open.number();
    if (open.canGo() && open.openedByHover() && number && !keepsHover(event, number, open.card())) {
      leaving ??= setTimeout(() => open.hasFocus() || close(), leaveMs);
    } else {
      clearTimeout(leaving);
      leaving = undefined;
    }
  };
  const keyed = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.key !== 'Escape' || !open.canGo()) return;
    // The page's own Esc would close what the number stands in.
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  };
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  window.addEventListener('pointerdown', pressed, options);
  window.addEventListener('pointermove', moved, options);
  window.addEventListener('keydown', keyed, options);
  return () => {
    clearTimeout(leaving);
    listening.abort();
  };
}
