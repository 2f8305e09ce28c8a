/** Click handlers that act only while the button is visible (clickjacking protection). */
import { signal } from '@preact/signals';
import { sendCommand } from '../app/send-command.ts';
import { announce } from '../app/announce.tsx';
import { text } from '../app/text.ts';
import { visibility } from './visibility-guard.ts';

/** A press came before the card had been visible for the minimum time. */
export const pressedTooSoon = signal(false);

/**
 * For actions that start something. Only a trusted event counts, and only once the card has been visible for half a
 * second. An earlier press is dropped and announced, never queued: the second half of a double click on the page must
 * not become a call. While the card is covered, a press opens the dial pad, which no page can cover.
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

/** For actions that end or silence. An early press does no harm, so only a covered card refuses it. */
export function clickUnlessCovered(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    if (visibility() === 'covered') openDialPad();
    else act();
  };
}

export function openDialPad(): void {
  void sendCommand({ command: 'openDialer' });
}

/** Key repeat: Enter held down on the page's number continues in the card and would press Call repeatedly. */
export function ignoreHeldEnter(): void {
  window.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && event.preventDefault(), true);
}
