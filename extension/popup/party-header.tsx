/** The other party of a call: name if known, number, country. */
import type { ComponentChildren } from 'preact';
import type { Caller } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { focusOnMount } from '../ui/controls/focus-on-mount.ts';
import { Avatar } from '../ui/numbers/avatar.tsx';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { PartyName } from '../ui/numbers/party-name.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';

type Props = {
  caller: Caller;
  /** The name is the heading of the view, and takes the focus when the view replaces another. */
  isHeading?: boolean;
  /** Stands at the end: a timer. */
  children?: ComponentChildren;
};

export function PartyHeader({ caller, isHeading = false, children }: Props) {
  const { name, number } = caller;
  const country = number ? countryOf(number) : null;
  return (
    <div class="party">
      <Avatar name={name} />
      <div class="who">
        {isHeading ? (
          <h1 class="party-number" tabIndex={-1} ref={focusOnMount}>
            <PartyName caller={caller} />
          </h1>
        ) : (
          <p class="party-number">
            <PartyName caller={caller} />
          </p>
        )}
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
