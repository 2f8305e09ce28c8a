/** Who is at the other end: their name where it is known, the number and its country. */
import type { ComponentChildren } from 'preact';
import type { Caller } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { initialsOf } from '../ui/numbers/caller-label.ts';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

/** `children` stand at the end, for a timer. */
export function PartyHeader({ caller, children }: { caller: Caller; children?: ComponentChildren }) {
  const { name, number } = caller;
  const country = number ? countryOf(number) : null;
  return (
    <div class="party">
      <span class="avatar" aria-hidden="true">
        {(name && initialsOf(name)) ?? <Icon name="user" />}
      </span>
      <div class="who">
        <p class="party-number">
          <PartyName caller={caller} />
        </p>
        {number && (
          <p class="party-country">
            {country && <CountryTag code={country} />} {name ? <PhoneNumber value={number} /> : country && countryName(country)}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
