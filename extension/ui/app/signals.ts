/** The app state and the settings as signals, for views. */
import { signal } from '@preact/signals';
import { type AppState, emptyAppState } from '../../state/app-state.ts';
import { readAppState, watchAppState } from '../../state/app-state-store.ts';
import { defaultSettings, type Settings } from '../../state/settings.ts';
import { readSettings, watchSettings } from '../../state/settings-store.ts';

export const appState = signal<AppState>(emptyAppState);
export const settings = signal<Settings>(defaultSettings);

/** Keeps both signals equal to the stores; resolves after the first read. */
export async function followAppStateAndSettings(): Promise<void> {
  [appState.value, settings.value] = await Promise.all([readAppState(), readSettings()]);
  watchAppState((next) => (appState.value = next));
  watchSettings((next) => (settings.value = next));
}
