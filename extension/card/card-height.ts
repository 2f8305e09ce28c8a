/** Tells the page's side how tall the card is: only the iframe knows, and only the page can size it. */
import { send } from '../protocol/transport.ts';

/** Returns the function that stops it. */
export function tellHeight(card: HTMLElement): () => void {
  const observer = new ResizeObserver(() => void send('background', { command: 'cardSized', height: Math.ceil(card.offsetHeight) }));
  observer.observe(card);
  return () => observer.disconnect();
}
