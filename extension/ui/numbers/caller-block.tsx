/** Who calls: name, number, country with the time there, and the number they called. */
import { countryOf } from '../../../shared/phone-number.ts';
import type { Caller } from '../../../shared/caller.ts';
import { initialsOf } from './caller-label.ts';
import { countryName, CountryTag } from './country.tsx';
import { Icon } from '../app/icon.tsx';
import { formatTime } from '../app/format-time.ts';
import { clock } from '../app/clock.ts';
import { PartyName } from './party-name.tsx';
import { PhoneNumber } from './phone-number.tsx';
import { text } from '../app/text.ts';
import { isNight, localTime } from './local-time.ts';

export function CallerBlock({ caller }: { caller: Caller }) {
  const { name, number } = caller;
  return (
    <>
      <div class="caller">
        <span class="avatar" aria-hidden="true">
          {(name && initialsOf(name)) ?? <Icon name="user" />}
        </span>
        <h1 class="caller-title">
          <PartyName caller={caller} />
        </h1>
      </div>
      {number && (
        <div class="caller-number">
          {name && (
            <p class="number">
              <PhoneNumber value={number} />
            </p>
          )}
          <CountryLine number={number} />
        </div>
      )}
    </>
  );
}

function CountryLine({ number }: { number: string }) {
  const country = countryOf(number);
  const there = country && localTime(country, clock.value);
  if (!country) return null;
  return (
    <p class="country">
      <CountryTag code={country} />
      {countryName(country)}
      {there !== null && <span class="dotted">{text('cardTimeThere', { time: formatTime(there) })}</span>}
      {there !== null && isNight(there) && (
        <span class="tone tone-held">
          <Icon name="clock" size={14} />
          {text('cardNightThere')}
        </span>
      )}
    </p>
  );
}
