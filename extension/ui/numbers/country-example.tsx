/** An example of a number in a country's national format and how it is read. */
import { getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import type { Country } from '../../../shared/phone-number.ts';
import { PhoneNumber, WrittenNumber } from './phone-number.tsx';
import { richText } from '../app/text.ts';

export function CountryExample({ country }: { country: Country }) {
  const example = getExampleNumber(country, examples);
  if (!example) return null;
  return (
    <p class="country-example">
      <span>{richText('exampleReadsAs', { written: <WrittenNumber value={example.formatNational()} /> })}</span>
      <b>
        <PhoneNumber value={example.number} />
      </b>
    </p>
  );
}
