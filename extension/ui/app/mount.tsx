/** Brings a page up: signals first, then language and look, then its view. */
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

/** Draws `View` into the body, in the chosen language and look, titled `title` when it has one. */
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
