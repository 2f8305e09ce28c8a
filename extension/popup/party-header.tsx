/** The other party of a call: name if known, number, country. */
import type { ComponentChildren } from 'preact';
import type { Caller } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { Avatar } from '../ui/numbers/avatar.tsx';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

/** `children` stand at the end, for a timer. */
export function PartyHeader({ caller, children }: { caller: Caller; children?: ComponentChildren }) {
  const { name, number } = caller;
  const country = number ? countryOf(number) : null;
  return (
    <div class="party">
      <Avatar name={name} />
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
