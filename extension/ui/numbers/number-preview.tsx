/** Shows how the typed number is read and for which country, with a button to change the country. */
import './number-preview.css';
import { useEffect, useState } from 'preact/hooks';
import { normalizeDigits } from '../../../shared/normalize-digits.ts';
import { type Country, type ReadNumber, showNumber, spellNumber, type Unreadable } from '../../../shared/phone-number.ts';
import { countryObstacle } from '../../state/allowed-country.ts';
import { announce } from '../app/announce.tsx';
import { countryName, CountryTag } from './country.tsx';
import { CountryPicker } from './country-picker.tsx';
import { numberKindLabel } from './number-kind.ts';
import { PhoneNumber } from './phone-number.tsx';
import { appState } from '../app/signals.ts';
import { richText, text, type TextKey } from '../app/text.ts';

type Props = {
  written: string;
  read: ReadNumber | Unreadable;
  region: Country;
  onChoose: (country: Country) => void;
  /** Called after the country list has closed: the focus was in it. */ onDone: () => void;
};
/** Debounce: announces the number once typing pauses. */
const announceDelayMs = 500;

export function NumberPreview({ written, read, region, onChoose, onDone }: Props) {
  const [choosing, setChoosing] = useState(false);
  const e164 = 'e164' in read ? read.e164 : null;
  useEffect(() => {
    if (!e164) return undefined;
    const spoken = setTimeout(() => announce(`${text('readsAs')} ${spellNumber(e164, text('spokenPlus'))}`), announceDelayMs);
    return () => clearTimeout(spoken);
  }, [e164]);
  if (choosing) {
    const leave = () => {
      setChoosing(false);
      onDone();
    };
    const choose = (country: Country) => {
      onChoose(country);
      leave();
    };
    return <CountryPicker onChoose={choose} onLeave={leave} />;
  }
  const country = 'e164' in read ? read.country : region;
  return (
    <p class="number-preview">
      {country && <CountryTag code={country} />}
      <span id="number-preview">
        <PreviewText written={written} read={read} country={country} />
      </span>
      {!isInternational(written) && (
        <button type="button" class="link" onClick={() => setChoosing(true)}>
          {text('change')}
        </button>
      )}
    </p>
  );
}

/** A number with its country code is read the same for every chosen country. */
function isInternational(written: string): boolean {
  return /^\s*(?:\+|00)/.test(normalizeDigits(written));
}

const unreadableKeys: Partial<Record<Unreadable['problem'], TextKey>> = {
  'number-too-short': 'readsTooShort',
  'number-too-long': 'readsTooLong',
  'number-not-callable': 'readsNotCallable',
  'number-unknown': 'readsUnknown',
};

function PreviewText({ written, read, country }: { written: string; read: Props['read']; country: Country | null }) {
  const name = country ? countryName(country) : text('noCountry');
  if (!written.trim()) return <>{name}</>;
  if ('problem' in read) return <>{text(unreadableKeys[read.problem] ?? 'readsNothing', { country: name })}</>;
  const obstacle = countryObstacle(appState.value.agent, read.country);
  if (obstacle) return <span class="not-allowed">{text('problem_country_not_allowed_what_detailed', { country: name })}</span>;
  const same = normalizeDigits(written).replace(/\s/g, '') === normalizeDigits(showNumber(read.e164)).replace(/\s/g, '');
  if (same) return <>{[name, numberKindLabel(read.kind)].filter(Boolean).join(' · ')}</>;
  return (
    <>
      {richText('readsAsLine', { number: <PhoneNumber value={read.e164} /> })}
      {read.ext && <> {text('ext', { ext: read.ext })}</>}
      {read.kind === 'unknown' && <> · {numberKindLabel(read.kind)}</>}
    </>
  );
}
