/** Settings of single sites: where Hatif is off, and the country of a site's numbers. */
import './sites.css';
import { useState } from 'preact/hooks';
import { changeSettings } from '../state/settings-store.ts';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { SettingRow } from './section.tsx';
import { parseSite } from './parse-site.ts';

export function SitesOff() {
  const { sitesOff } = settings.value;
  return (
    <SettingRow title={text('sitesOff')} effect={text('sitesOffEffect')}>
      {(titleId, saving) => (
        <>
          <SiteList
            sites={sitesOff}
            onRemove={(site) => saving(changeSettings({ sitesOff: sitesOff.filter((other) => other !== site) }))}
          />
          <AddSite titleId={titleId} onAdd={(site) => saving(changeSettings({ sitesOff: [...new Set([...sitesOff, site])].toSorted() }))} />
        </>
      )}
    </SettingRow>
  );
}

export function SiteCountries() {
  const { countryBySite } = settings.value;
  const sites = Object.keys(countryBySite).toSorted();
  if (sites.length === 0) return null;
  const forget = (site: string) =>
    changeSettings({ countryBySite: Object.fromEntries(Object.entries(countryBySite).filter(([other]) => other !== site)) });
  return (
    <SettingRow title={text('siteCountries')} effect={text('siteCountriesEffect')}>
      {(_, saving) => <SiteList sites={sites} countries={countryBySite} onRemove={(site) => saving(forget(site))} />}
    </SettingRow>
  );
}

type ListProps = { sites: string[]; countries?: Record<string, string>; onRemove: (site: string) => void };

function SiteList({ sites, countries, onRemove }: ListProps) {
  return (
    <ul class="sites">
      {sites.map((site) => {
        const country = countries?.[site];
        return (
          <li key={site}>
            <bdi dir="ltr">{site}</bdi>
            {country && (
              <span class="site-country">
                <CountryTag code={country} /> {countryName(country)}
              </span>
            )}
            <IconButton icon="close" name={text('removeSite', { site })} size={16} onClick={() => onRemove(site)} />
          </li>
        );
      })}
    </ul>
  );
}

function AddSite({ titleId, onAdd }: { titleId: string; onAdd: (site: string) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (event: Event) => {
    event.preventDefault();
    const site = parseSite(typed);
    setWrong(site === null);
    if (site === null) return;
    onAdd(site);
    setTyped('');
  };
  return (
    <form class="add-site" onSubmit={add}>
      <input
        class="field compact"
        dir="ltr"
        placeholder="crm.example.com"
        aria-labelledby={titleId}
        aria-invalid={wrong}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <button type="submit" class="button">
        {text('addSite')}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          <Icon name="alert" size={16} />
          {text('siteWrong')}
        </p>
      )}
    </form>
  );
}
