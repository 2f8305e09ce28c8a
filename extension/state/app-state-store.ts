/** Keeps the app state in `storage.session`: the background writes it, views read it. */
import browser from '../browser.ts';
import type { Problem } from '../../shared/problem.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import { type AppState, emptyAppState } from './app-state.ts';

/** Key in `storage.session`; predates the name AppState. */
export const appStateKey = 'board';

export async function readAppState(): Promise<AppState> {
  const { [appStateKey]: appState } = (await browser.storage.session.get(appStateKey)) as { board?: AppState };
  return { ...emptyAppState, ...appState };
}

// Orders the writes of one run of the service worker; a stopped worker loses nothing with the queue.
const enqueue = createSerialQueue();

/**
 * Changes the app state. Concurrent changes apply one after another, each to the result of the last. Only the background
 * calls this.
 */
export function changeAppState(change: (appState: AppState) => AppState): Promise<AppState> {
  return enqueue(async () => {
    const before = await readAppState();
    const after = change(before);
    if (after !== before) await browser.storage.session.set({ [appStateKey]: after });
    return after;
  });
}

/** Shows every view why the last action failed. */
export async function showProblem(problem: Problem): Promise<void> {
  await changeAppState((appState) => ({ ...appState, problem: { problem, at: Date.now() } }));
}

/** Calls `onChange` with the app state now and after every change. @returns a function that stops the calls. */
export function watchAppState(onChange: (appState: AppState) => void): () => void {
  const listener = (changes: Record<string, browser.Storage.StorageChange>, area: string) => {
    if (area === 'session' && changes[appStateKey])
      onChange({ ...emptyAppState, ...(changes[appStateKey].newValue as AppState | undefined) });
  };
  browser.storage.onChanged.addListener(listener);
  void readAppState().then(onChange);
  return () => browser.storage.onChanged.removeListener(listener);
}
