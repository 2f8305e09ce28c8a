/** Chooses a country: type to filter, arrows to move, Enter to choose, Esc to leave. */
import './country-picker.css';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { Country } from '../../../shared/phone-number.ts';
import { type CountryChoice, countryChoices, findCountries, likelyFirst } from './country-list.ts';
import { CountryTag } from './country.tsx';
import { language } from '../app/language.ts';
import { appState } from '../app/signals.ts';
import { text } from '../app/text.ts';

type Props = { onChoose: (country: Country) => void; onLeave: () => void };

/** Takes the focus when it appears. */
export function CountryPicker({ onChoose, onLeave }: Props) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const allowed = appState.value.agent?.allowedCountries ?? [];
  const choices = useMemo(() => likelyFirst(countryChoices(), allowed), [language.value, allowed.join()]);
  const found = useMemo(() => findCountries(choices, typed), [choices, typed]);
  const chosen = found[Math.min(active, found.length - 1)];
  useEffect(() => field.current?.focus(), []);
  useEffect(() => document.getElementById(`${list}-${chosen?.country}`)?.scrollIntoView({ block: 'nearest' }), [chosen]);

  const pressed = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => setActive((at) => Math.min(at + 1, found.length - 1)),
      ArrowUp: () => setActive((at) => Math.max(at - 1, 0)),
      Enter: () => chosen && onChoose(chosen.country),
      Escape: onLeave,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return (
    <div class="country-picker" onKeyDown={pressed}>
      <input
        ref={field}
        class="field"
        role="combobox"
        aria-label={text('countryChoose')}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen && `${list}-${chosen.country}`}
        placeholder={text('countryFilter')}
        autocomplete="off"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
      />
      <CountryList id={list} found={found} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

type ListProps = { id: string; found: CountryChoice[]; chosen: CountryChoice | undefined; onChoose: Props['onChoose'] };

function CountryList({ id, found, chosen, onChoose }: ListProps) {
  return (
    <ul class="country-list" id={id} role="listbox" aria-label={text('countryChoose')}>
      {found.map((choice) => (
        <li
          key={choice.country}
          id={`${id}-${choice.country}`}
          role="option"
          aria-selected={choice === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice.country)}
        >
          <CountryTag code={choice.country} />
          {choice.name}
          <bdi dir="ltr" class="num">
            +{choice.callingCode}
          </bdi>
        </li>
      ))}
      {found.length === 0 && <li class="none">{text('countryNone')}</li>}
    </ul>
  );
}
