/** The root of the card: line pattern, current state, size, keyboard. */
import { useEffect, useRef } from 'preact/hooks';
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

export function CardView() {
  const shown = cardState.value;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => reportHeight(card.current!, 'sizeCard'), []);
  useEffect(() => {
    const focusFirst = () => {
      // A card opened by hovering leaves the focus to the page.
      if (document.hasFocus() && document.activeElement === document.body)
        card.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    };
    focusFirst();
    window.addEventListener('focus', focusFirst);
    return () => window.removeEventListener('focus', focusFirst);
  }, [shown.is]);
  return (
    <div class="card" ref={card} role="dialog" aria-label={cardLabel(shown)} data-state={shown.is} onKeyDown={onKeyDown}>
      {shown.is !== 'blank' && <StateLine state={lineStateOfCard(shown)} />}
      {shown.is === 'docked' && <DockedCall call={shown.call} />}
      {shown.is !== 'docked' && shown.is !== 'blank' && <NumberCard state={shown} />}
    </div>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key === 'Escape' && cardState.value.is !== 'docked') close();
}

function lineStateOfCard(shown: CardState): LineState {
  const state = lineStateOf(appState.value);
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
    state: stateLabel(appState.value, clock.peek()).label,
  });
}
