/** The number as it will be called, with its country. */
import type { ReadNumber } from '../../shared/phone-number.ts';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { clock } from '../ui/app/clock.ts';
import { numberKindLabel } from '../ui/numbers/number-kind.ts';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { text } from '../ui/app/text.ts';
import { localTime } from '../ui/numbers/local-time.ts';
import { LocalTimeLabel } from '../ui/numbers/local-time-label.tsx';
import { guardVisibility } from '../ui/visibility/visibility-guard.ts';

/** Guarded as one block: glyphs of some scripts overlap the next line, which counts as covering it. */
export function NumberBlock({ number: { e164, country, kind, ext } }: { number: ReadNumber }) {
  const time = country && localTime(country, clock.value);
  return (
    <div class="number-block" ref={guardVisibility}>
      <p class="caption">{text('readsAs')}</p>
      <p class="number">
        <PhoneNumber value={e164} />
        {ext && <span class="ext">{text('cardExtension', { ext })}</span>}
      </p>
      <p class="country">
        {country && <CountryTag code={country} />}
        {country ? countryName(country) : text('noCountry')}
        {numberKindLabel(kind) && <span class="dotted">{numberKindLabel(kind)}</span>}
      </p>
      {time !== null && (
        <p class="country">
          <LocalTimeLabel time={time} />
        </p>
      )}
    </div>
  );
}
