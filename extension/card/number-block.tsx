/** The number as it will be called, with its country. */
import type { ReadNumber } from '../../shared/phone-number.ts';
import { countryName, CountryTag } from '../ui/country.tsx';
import { Icon } from '../ui/icon.tsx';
import { clockTime } from '../ui/moments.ts';
import { now } from '../ui/now.ts';
import { kindWord } from '../ui/number-kind.ts';
import { PhoneNumber } from '../ui/phone-number.tsx';
import { text } from '../ui/text.ts';
import { isNight, timeThere } from '../ui/time-there.ts';
import { mustBeSeen } from '../ui/truly-visible.ts';

/** Seen as a whole: the letters of some scripts reach over the edges of their own line, which counts as covering the next. */
export function NumberBlock({ number: { e164, country, kind, ext } }: { number: ReadNumber }) {
  const there = country && timeThere(country, now.value);
  return (
    <div class="number-block" ref={mustBeSeen}>
      <p class="caption">{text('readsAs')}</p>
      <p class="number">
        <PhoneNumber value={e164} />
        {ext && <span class="ext">{text('cardExtension', { ext })}</span>}
      </p>
      <p class="country">
        {country && <CountryTag code={country} />}
        {country ? countryName(country) : text('noCountry')}
        {kindWord(kind) && <span class="dotted">{kindWord(kind)}</span>}
      </p>
      {there !== null && (
        <p class="country">
          {text('cardTimeThere', { time: clockTime(there) })}
          {isNight(there) && (
            <span class="tone tone-held">
              <Icon name="clock" size={14} />
              {text('cardNightThere')}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
