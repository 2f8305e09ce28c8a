/** The caller: name and the page that gives the name, number, country, and the caller's local time. */
import { countryOf } from '../../../shared/phone-number.ts';
import type { Caller } from '../../../shared/caller.ts';
import { Avatar } from './avatar.tsx';
import { countryName, CountryTag } from './country.tsx';
import { clock } from '../app/clock.ts';
import { richText } from '../app/text.ts';
import { PartyName } from './party-name.tsx';
import { PhoneNumber } from './phone-number.tsx';
import { localTime } from './local-time.ts';
import { LocalTimeLabel } from './local-time-label.tsx';

export function CallerBlock({ caller }: { caller: Caller }) {
  const { name, nameFrom, number } = caller;
  return (
    <>
      <div class="caller">
        <Avatar name={name} />
        <div class="caller-who">
          <h1 class="caller-title">
            <PartyName caller={caller} />
          </h1>
          {name && nameFrom && <p class="caller-name-from">{richText('nameFromPage', { host: <bdi dir="ltr">{nameFrom}</bdi> })}</p>}
        </div>
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
