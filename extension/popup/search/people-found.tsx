/** People whose name is typed into the number field; a press puts their number there. */
import { useEffect } from 'preact/hooks';
import { showNumber } from '../../../shared/phone-number.ts';
import { Avatar } from '../../ui/numbers/avatar.tsx';
import { PhoneNumber } from '../../ui/numbers/phone-number.tsx';
import { loggedPeople, refreshLoggedPeople } from './logged-people.ts';
import { appState } from '../../ui/app/signals.ts';
import { text } from '../../ui/app/text.ts';
import { findPeople } from './find-people.ts';

export function PeopleFound({ typed, onChoose }: { typed: string; onChoose: (written: string) => void }) {
  const isName = /\p{L}/u.test(typed);
  useEffect(() => {
    if (isName) void refreshLoggedPeople();
  }, [isName]);
  const people = findPeople(typed, loggedPeople.value, appState.value.pageNumbers);
  if (people.length === 0) return null;
  return (
    <ul class="people-found" aria-label={text('peopleFound')}>
      {people.map(({ name, number }) => (
        <li key={number}>
          <button type="button" class="person" onClick={() => onChoose(showNumber(number))}>
            <Avatar name={name} />
            <bdi>{name}</bdi>
            <PhoneNumber value={number} />
          </button>
        </li>
      ))}
    </ul>
  );
}
