/** Settings for opening the caller in another system, by a URL that contains the number. */
import { useState } from 'preact/hooks';
import type { Settings } from '../state/settings.ts';
import { changeSettings } from '../state/settings-store.ts';
import { Icon } from '../ui/app/icon.tsx';
import { Segmented } from '../ui/controls/segmented.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { SettingRow } from './section.tsx';
import { isScreenPopUrl } from './screen-pop-url.ts';

type Saving = (saved: Promise<unknown>) => void;

export function ScreenPopRows() {
  const { screenPop } = settings.value;
  const change = (part: Partial<Settings['screenPop']>) => changeSettings({ screenPop: { ...screenPop, ...part } });
  return (
    <>
      <SettingRow title={text('screenPop')} effect={text('screenPopEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('screenPop')}
            value={screenPop.on}
            choices={[
              { value: 'never', label: text('screenPopNever') },
              { value: 'ring', label: text('screenPopRing') },
              { value: 'answer', label: text('screenPopAnswer') },
            ]}
            onChoose={(on) => saving(change({ on }))}
          />
        )}
      </SettingRow>
      {screenPop.on !== 'never' && (
        <SettingRow title={text('screenPopUrl')} effect={text('screenPopUrlEffect')}>
          {(titleId, saving) => <UrlField titleId={titleId} saving={saving} onChange={(url) => change({ url })} />}
        </SettingRow>
      )}
    </>
  );
}

function UrlField({ titleId, saving, onChange }: { titleId: string; saving: Saving; onChange: (url: string) => Promise<unknown> }) {
  const savedUrl = settings.value.screenPop.url;
  const [written, setWritten] = useState(savedUrl);
  const wrong = written.trim() !== '' && !isScreenPopUrl(written);
  const save = () => {
    if (!wrong && written.trim() !== savedUrl) saving(onChange(written.trim()));
  };
  return (
    <>
      <input
        type="url"
        dir="ltr"
        class="field compact"
        aria-labelledby={titleId}
        aria-invalid={wrong}
        maxLength={500}
        placeholder={appState.value.agent?.screenPopUrl ?? 'https://crm.example.com/search?q={number}'}
        value={written}
        onInput={(event) => setWritten(event.currentTarget.value)}
        onChange={save}
      />
      {wrong && (
        <p class="wrong" role="alert">
          <Icon name="alert" size={16} />
          {text('screenPopUrlWrong')}
        </p>
      )}
    </>
  );
}
