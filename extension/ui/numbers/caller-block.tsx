/** The caller: name, number, country, and the caller's local time. */
import { countryOf } from '../../../shared/phone-number.ts';
import type { Caller } from '../../../shared/caller.ts';
import { Avatar } from './avatar.tsx';
import { countryName, CountryTag } from './country.tsx';
import { clock } from '../app/clock.ts';
import { PartyName } from './party-name.tsx';
import { PhoneNumber } from './phone-number.tsx';
import { localTime } from './local-time.ts';
import { LocalTimeLabel } from './local-time-label.tsx';

export function CallerBlock({ caller }: { caller: Caller }) {
  const { name, number } = caller;
  return (
    <>
      <div class="caller">
        <Avatar name={name} />
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
  if (!country) return null;
  const time = localTime(country, clock.value);
  return (
    <p class="country">
      <CountryTag code={country} />
      {countryName(country)}
      {time !== null && <LocalTimeLabel time={time} dotted />}
    </p>
  );
}
