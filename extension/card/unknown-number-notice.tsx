/** Says that the number is in no known range, with a button to correct it: the deployment allows a call to it. */
import type { Country } from '../../shared/phone-number.ts';
import { text } from '../ui/app/text.ts';
import { countryName } from '../ui/numbers/country.tsx';
import { openDialPad } from '../ui/visibility/guarded-click.ts';

export function UnknownNumberNotice({ country }: { country: Country | null }) {
  return (
    <p class="number-source-notice">
      {country ? text('cardUnknownNumber', { country: countryName(country) }) : text('problem_number_unknown_why')}{' '}
      <button type="button" class="link" onClick={openDialPad}>
        {text('editNumber')}
      </button>
    </p>
  );
}
