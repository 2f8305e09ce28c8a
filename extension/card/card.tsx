/** The card as a whole: its Line, the face of the moment, its size and its keyboard. */
import { useEffect, useRef } from 'preact/hooks';
import { spellNumber } from '../../shared/phone-number.ts';
import { countryName } from '../ui/numbers/country.tsx';
import { lineStateOf, type LineState } from '../ui/calls/line-state.ts';
import { Line } from '../ui/calls/line.tsx';
import { now } from '../ui/app/clock.ts';
import { kindWord } from '../ui/numbers/number-kind.ts';
import { appState } from '../ui/app/signals.ts';
import { stateWords } from '../ui/calls/state-label.ts';
import { text } from '../ui/app/text.ts';
import { reportHeight } from '../ui/app/own-tab.ts';
import { DockedCall } from './docked-call.tsx';
import type { Face } from './card-state.ts';
import { NumberCard } from './number-card.tsx';
import { close, face, reading } from './card-store.ts';

export function CardView() {
  const shown = face.value;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => reportHeight(card.current!, 'sizeCard'), []);
  useEffect(() => {
    const focusFirst = () => {
      // Opened by hovering, the card leaves the focus to the page.
      if (document.hasFocus() && document.activeElement === document.body)
        card.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    };
    focusFirst();
    window.addEventListener('focus', focusFirst);
    return () => window.removeEventListener('focus', focusFirst);
  }, [shown.is]);
  return (
    <div class="card" ref={card} role="dialog" aria-label={nameOf(shown)} data-face={shown.is} onKeyDown={keyed}>
      {shown.is !== 'blank' && <Line state={lineOf(shown)} />}
      {shown.is === 'docked' && <DockedCall call={shown.call} />}
      {shown.is !== 'docked' && shown.is !== 'blank' && <NumberCard face={shown} />}
    </div>
  );
}

function keyed(event: KeyboardEvent): void {
  if (event.key === 'Escape' && face.value.is !== 'docked') close();
}

function lineOf(shown: Face): LineState {
  const state = lineStateOf(appState.value);
  const problem = shown.is === 'blocked' || shown.is === 'unreadable' || (shown.is === 'unanswered' && hasProblem(shown));
  return problem && state !== 'off' ? 'problem' : state;
}

function hasProblem({ call: { phase } }: Extract<Face, { is: 'unanswered' }>): boolean {
  return phase.is === 'ended' && phase.problem !== undefined;
}

/** "Call plus 9 6 6 …, Saudi Arabia, mobile. Ready." */
function nameOf(shown: Face): string {
  if (shown.is === 'docked') return text('stateInCall');
  if (reading.value?.is !== 'read') return 'Hatif';
  const { e164, country, kind } = reading.value.number;
  const words = [spellNumber(e164, text('spokenPlus')), country ? countryName(country) : text('noCountry'), kindWord(kind)];
  return text('cardName', { number: words.filter(Boolean).join(text('cardComma')), state: stateWords(appState.value, now.peek()).word });
}
