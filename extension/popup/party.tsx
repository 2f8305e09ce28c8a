/** Who is at the other end: for now the number and its country. */
import type { ComponentChildren } from 'preact';
import { countryOf } from '../../shared/phone-number.ts';
import { countryName, CountryTag } from '../ui/country.tsx';
import { Icon } from '../ui/icon.tsx';
import { PhoneNumber } from '../ui/phone-number.tsx';

/** `children` stand at the end, for a timer. */
export function Party({ number, children }: { number: string; children?: ComponentChildren }) {
  const country = countryOf(number);
  return (
    <div class="party">
      <span class="avatar">
        <Icon name="user" />
      </span>
      <div class="who">
        <p class="party-number">
          <PhoneNumber value={number} />
        </p>
        {country && (
          <p class="party-country">
            <CountryTag code={country} /> {countryName(country)}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
