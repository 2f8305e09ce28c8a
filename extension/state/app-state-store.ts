/** Keeps the app state in `storage.session`: the background writes it, views read it. */
import browser from '../browser.ts';
import type { Problem } from '../../shared/problem.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import { type AppState, emptyAppState } from './app-state.ts';

/** Older than the name `AppState`; kept, for others read it. */
const key = 'board';

export async function readAppState(): Promise<AppState> {
  const { [key]: appState } = (await browser.storage.session.get(key)) as { board?: AppState };
  return { ...emptyAppState, ...appState };
}

// Orders the writes of one run of the service worker; a stopped worker loses nothing with the queue.
const enqueue = createSerialQueue();

/**
 * Changes the app state; changes made at the same time are applied one after another, each on the result of the last. Only
 * the background calls this.
 */
export function changeAppState(change: (appState: AppState) => AppState): Promise<AppState> {
  return enqueue(async () => {
    const before = await readAppState();
    const after = change(before);
    if (after !== before) await browser.storage.session.set({ [key]: after });
    return after;
  });
}

/** Shows every view why the last action failed. */
export async function showProblem(problem: Problem): Promise<void> {
  await changeAppState((appState) => ({ ...appState, problem: { problem, at: Date.now() } }));
}

/** Calls `seen` with the app state now and after every change. Returns the function that stops it. */
export function watchAppState(seen: (appState: AppState) => void): () => void {
  const listener = (changes: Record<string, browser.Storage.StorageChange>, area: string) => {
    if (area === 'session' && changes[key]) seen({ ...emptyAppState, ...(changes[key].newValue as AppState | undefined) });
  };
  browser.storage.onChanged.addListener(listener);
  void readAppState().then(seen);
  return () => browser.storage.onChanged.removeListener(listener);
}
