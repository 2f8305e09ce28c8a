/** Starts a page: loads the signals, applies language and theme, renders the view. */
import './base.css';
import './buttons.css';
import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { LiveRegions } from './announce.tsx';
import { languageFor } from '../../state/language-choice.ts';
import { language } from './language.ts';
import { startClock } from './clock.ts';
import { followAppStateAndSettings, settings } from './signals.ts';
import { text, type TextKey } from './text.ts';

/** Renders `View` into the body in the chosen language and theme; `title` is the key of the page title. */
export async function mount(View: ComponentType, title?: TextKey): Promise<void> {
  await followAppStateAndSettings();
  startClock();
  effect(() => {
    language.value = languageFor(settings.value.language, navigator.languages);
    const root = document.documentElement;
    root.lang = language.value;
    root.dir = language.value === 'ar' ? 'rtl' : 'ltr';
    root.dataset['look'] = settings.value.look;
  });
  if (title) effect(() => void (document.title = text(title)));
  render(
    <>
      <View />
      <LiveRegions />
    </>,
    document.body,
  );
}
