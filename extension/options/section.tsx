/** A section of the options and its rows. */
import './setting-row.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';

export function SettingsSection({ id, name, children }: { id: string; name: string; children: ComponentChildren }) {
  return (
    <section id={id} class="panel-card section" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{name}</h2>
      {children}
    </section>
  );
}

type SettingRowProps = {
  title: string;
  /** The effect of the setting, in one line. */
  effect?: ComponentChildren;
  /** Renders the control. `titleId` labels it; `saving` gets the promise of each save. */
  children: (titleId: string, saving: (saved: Promise<unknown>) => void) => ComponentChildren;
};

const savedShownMs = 2000;

/** Changes are saved at once; "Saved" is shown beside the control for two seconds. */
export function SettingRow({ title, effect, children }: SettingRowProps) {
  const titleId = useId();
  const [saves, setSaves] = useState(0);
  const [shownSaves, setShownSaves] = useState(0);
  useEffect(() => {
    if (saves === shownSaves) return undefined;
    announce(text('saved'));
    const done = setTimeout(() => setShownSaves(saves), savedShownMs);
    return () => clearTimeout(done);
  }, [saves]);
  const saving = (saved: Promise<unknown>) => void saved.then(() => setSaves((count) => count + 1));
  return (
    <div class="setting-row">
      <div class="what">
        <p id={titleId} class="title">
          {title}
        </p>
        {effect && <p class="effect">{effect}</p>}
      </div>
      <span class="saved" aria-hidden="true">
        {saves !== shownSaves && (
          <>
            <Icon name="check" size={16} />
            {text('saved')}
          </>
        )}
      </span>
      <div class="control-of-row">{children(titleId, saving)}</div>
    </div>
  );
}
