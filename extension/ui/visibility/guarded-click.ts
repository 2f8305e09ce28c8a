/** Lets a button act only for a person who can see it. */
import { signal } from '@preact/signals';
import { send } from '../../protocol/transport.ts';
import { announce } from '../app/announce.tsx';
import { text } from '../app/text.ts';
import { sight } from './visibility-guard.ts';

/** A press came before the card had been in sight for long enough. */
export const pressedTooSoon = signal(false);

/**
 * A click handler that starts something. Only a real press counts, and only once the card has been in sight for half a
 * second. An earlier press is dropped and said to be, never kept for later: the second half of a double click on the
 * page must not become a call. While the card is covered, the press opens the dial pad where no page can cover it.
 */
export function whenSeen(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    switch (sight()) {
      case 'seen':
        pressedTooSoon.value = false;
        return act();
      case 'new':
        pressedTooSoon.value = true;
        return announce(text('cardPressAgain'), 'now');
      case 'covered':
        return openDialer();
    }
  };
}

/** For what ends or silences: it does no harm early, so only a covered card refuses it. */
export function unlessCovered(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    if (sight() === 'covered') openDialer();
    else act();
  };
}

export function openDialer(): void {
  void send('background', { command: 'openDialer' });
}

/** Enter held down on the page's number goes on in the card and would press Call many times a second. */
export function ignoreHeldKeys(): void {
  window.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && event.preventDefault(), true);
}
