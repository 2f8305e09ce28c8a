/** The root of the card: line pattern, current state, size, keyboard. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { spellNumber } from '../../shared/phone-number.ts';
import { countryName } from '../ui/numbers/country.tsx';
import { lineStateOf, type LineState } from '../ui/calls/line-state.ts';
import { StateLine } from '../ui/calls/state-line.tsx';
import { clock } from '../ui/app/clock.ts';
import { numberKindLabel } from '../ui/numbers/number-kind.ts';
import { appState } from '../ui/app/signals.ts';
import { stateLabel } from '../ui/calls/state-label.ts';
import { text } from '../ui/app/text.ts';
import { reportHeight } from '../ui/app/own-tab.ts';
import { DockedCall } from './docked-call.tsx';
import type { CardState } from './card-state.ts';
import { NumberCard } from './number-card.tsx';
import { close, cardState, numberReading } from './card-store.ts';
import { onContentChanged } from '../ui/visibility/guarded-click.ts';
import { focusForKeys } from '../ui/visibility/press-tracker.ts';

export function CardView() {
  const shown = cardState.value;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => reportHeight(card.current!, 'sizeCard'), []);
  useLayoutEffect(onContentChanged, [contentOf(shown)]);
  useEffect(() => {
    const takeFocus = () => focusCard(card.current!, shown);
    takeFocus();
    window.addEventListener('focus', takeFocus);
    return () => window.removeEventListener('focus', takeFocus);
  }, [shown.is]);
  return (
    <div class="card" ref={card} role="dialog" tabIndex={-1} aria-label={cardLabel(shown)} data-state={shown.is} onKeyDown={onKeyDown}>
      {shown.is !== 'blank' && <StateLine state={lineStateOfCard(shown)} />}
      {shown.is === 'docked' && <DockedCall key={shown.call.id} call={shown.call} />}
      {shown.is !== 'docked' && shown.is !== 'blank' && <NumberCard state={shown} />}
    </div>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (key === 'Escape' && cardState.value.is !== 'docked') close();
  if (target !== currentTarget || !key.startsWith('Arrow')) return;
  event.preventDefault();
  const first = firstButton(currentTarget as Element);
  if (first) focusForKeys(first);
}

/**
 * Takes the focus that the content script gives to the frame; a card opened by hovering gets none. The focus goes to the card
 * itself, where Enter does nothing: a page can have it there and ask for Enter. Only a card that Hatif's own shortcut has
 * opened puts it on the button.
 */
function focusCard(card: HTMLElement, shown: CardState): void {
  const isHere = document.activeElement === document.body || document.activeElement === card;
  if (!document.hasFocus() || !isHere) return;
  const openedByKeys = 'card' in shown && shown.card.opened === 'keyboard' && shown.is !== 'dialling' && shown.is !== 'busy';
  const first = openedByKeys ? firstButton(card) : null;
  if (first) focusForKeys(first);
  else card.focus();
}

const firstButton = (card: Element) => card.querySelector<HTMLElement>('[data-first]');

/** A change makes every guard start anew: another number, another call, other buttons. */
function contentOf(shown: CardState): string {
  const number = numberReading.value?.is === 'read' ? numberReading.value.number.e164 : '';
  // A docked call that ends puts other buttons under the pointer that has pressed Hang up.
  const call = 'call' in shown ? [shown.call.id, shown.call.phase.is === 'ended'] : [];
  return [shown.is, number, ...call].join(' ');
}

function lineStateOfCard(shown: CardState): LineState {
  // A ringing call has a card of its own.
  const state = lineStateOf({ ...appState.value, incoming: [] });
  const problem = shown.is === 'blocked' || shown.is === 'unreadable' || (shown.is === 'unanswered' && hasProblem(shown));
  return problem && state !== 'off' ? 'problem' : state;
}

function hasProblem({ call: { phase } }: Extract<CardState, { is: 'unanswered' }>): boolean {
  return phase.is === 'ended' && phase.problem !== undefined;
}

/** "Call plus 9 6 6 …, Saudi Arabia, mobile. Ready." */
function cardLabel(shown: CardState): string {
  if (shown.is === 'docked') return text('stateInCall');
  if (shown.is === 'unsure') return text('cardWhichCountry');
  if (numberReading.value?.is !== 'read') return 'Hatif';
  const { e164, country, kind } = numberReading.value.number;
  const number = [spellNumber(e164, text('spokenPlus')), country ? countryName(country) : text('noCountry'), numberKindLabel(kind)];
  return text('cardName', {
    number: number.filter(Boolean).join(text('cardComma')),
    state: stateLabel({ ...appState.value, incoming: [] }, clock.peek()).label,
  });
}
