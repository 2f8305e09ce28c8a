/** Lets a button act only for a person who can see it. */
import { signal } from '@preact/signals';
import { send } from '../../protocol/transport.ts';
import { announce } from '../app/announce.tsx';
import { text } from '../app/text.ts';
import { visibility } from './visibility-guard.ts';

/** A press came before the card had been in sight for long enough. */
export const pressedTooSoon = signal(false);

/**
 * A click handler that starts something. Only a real press counts, and only once the card has been in sight for half a
 * second. An earlier press is dropped and said to be, never kept for later: the second half of a double click on the
 * page must not become a call. While the card is covered, the press opens the dial pad where no page can cover it.
 */
export function guardedClick(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    switch (visibility()) {
      case 'visible':
        pressedTooSoon.value = false;
        return act();
      case 'new':
        pressedTooSoon.value = true;
        return announce(text('cardPressAgain'), 'now');
      case 'covered':
        return openDialPad();
    }
  };
}

/** For what ends or silences: it does no harm early, so only a covered card refuses it. */
export function clickUnlessCovered(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    if (visibility() === 'covered') openDialPad();
    else act();
  };
}

export function openDialPad(): void {
  void send('background', { command: 'openDialer' });
}

/** Enter held down on the page's number goes on in the card and would press Call many times a second. */
export function ignoreHeldEnter(): void {
  window.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && event.preventDefault(), true);
}
