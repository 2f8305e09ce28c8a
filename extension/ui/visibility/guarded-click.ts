/** Click handlers for actions that a page must not be able to make a person start. */
import { signal } from '@preact/signals';
import { sendCommand } from '../app/send-command.ts';
import { announce } from '../app/announce.tsx';
import { text, type TextKey } from '../app/text.ts';
import type { PressVerdict } from './press-guard.ts';
import { contentAgeAt, isPointerClick, mayBecomePress, restartGuards, verdictOn } from './press-tracker.ts';
import { observed, observeAnew, type Visibility, visibility } from './visibility-guard.ts';

type Refusal = Exclude<PressVerdict, 'counts'>;

/** Why the last press did not count; null when it did, or when the content changed since. */
export const refusedPress = signal<Refusal | null>(null);

const refusalKeys: Record<Refusal, TextKey> = { again: 'cardPressAgain', move: 'pressAfterMove', keys: 'pressAfterTab' };

export const refusalText = (refusal: Refusal) => text(refusalKeys[refusal]);

const pressMinMs = 500;
/** The second press of a double click must not end what the first has started. */
const endingMinMs = 800;

export type GuardOptions = {
  /** False in a window of our own, which no page can cover. */
  inPage?: boolean;
  /** How long the content must have been there, for presses without a mouse. */
  minMs?: number;
};

/**
 * For actions that start something. Only a trusted press that was meant for the button counts, and only while the card is in
 * sight. Any other is dropped and answered with words, never queued. On a covered card a press of the pointer opens the dial
 * pad, which no page can cover.
 */
export function guardedClick(act: () => void, { inPage = true, minMs = pressMinMs }: GuardOptions = {}): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    const click = event as MouseEvent;
    const verdict = verdictOn(click, minMs);
    if (!inPage) return decide(verdict, 'visible', click, act);
    // The pointer's press has asked for a fresh observation already.
    void (isPointerClick(click) ? observed() : observeAnew()).then((arrived) =>
      decide(arrived ? verdict : 'again', visibility(), click, act),
    );
  };
}

/** For what prepares the action of a `guardedClick`: a `pointerdown` whose click would count by now. */
export function guardedPress(prepare: () => void): (event: PointerEvent) => void {
  return (event) => {
    if (event.isTrusted && event.button === 0 && visibility() === 'visible' && mayBecomePress(event, pressMinMs)) prepare();
  };
}

function decide(verdict: PressVerdict, seen: Visibility, click: MouseEvent, act: () => void): void {
  if (seen === 'covered') return onCovered(click);
  const refusal = verdict === 'counts' && seen === 'new' ? 'again' : verdict;
  if (refusal !== 'counts') return refusePress(refusal);
  refusedPress.value = null;
  act();
}

/** Says in words why a press did nothing. */
export function refusePress(refusal: Refusal): void {
  refusedPress.value = refusal;
  announce(refusalText(refusal), 'now');
}

/** Enter may be pressed without a look at the screen: it opens nothing that a later Enter could act in. */
function onCovered(click: MouseEvent): void {
  if (isPointerClick(click)) openDialPad();
  else announce(text('cardCovered'), 'now');
}

/** For actions that do no harm, such as mute: only a covered card refuses them. */
export function clickUnlessCovered(act: () => void): (event: Event) => void {
  return (event) => {
    if (!event.isTrusted) return;
    if (visibility() === 'covered') onCovered(event as MouseEvent);
    else act();
  };
}

/** For actions that end a call. A button that has just replaced another takes no press yet, and never the second of a double click. */
export function endingClick(act: () => void): (event: Event) => void {
  const end = clickUnlessCovered(act);
  return (event) => {
    if ((event as MouseEvent).detail !== 2 && contentAgeAt(event) >= endingMinMs) end(event);
  };
}

/** To be called when the card shows another number, another call or other buttons. */
export function onContentChanged(): void {
  refusedPress.value = null;
  restartGuards();
}

export function openDialPad(): void {
  void sendCommand({ command: 'openDialer' });
}

/** Key repeat: Enter held down on the page's number continues in the card and would press Call repeatedly. */
export function ignoreHeldEnter(): void {
  window.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && event.preventDefault(), true);
}
