/** The part of the log that was loaded so far. */
import { signal } from '@preact/signals';
import type { LoggedCall } from '../../shared/api.ts';
import { loadCalls, type Loading } from '../ui/recordings/recent-calls.ts';

/** `first` is how the newest page stands, `more` how the next older one does. */
type Logged = { calls: LoggedCall[]; nextCursor: string | null; first: Loading<null>; more: Loading<null> };

const nothingYet: Logged = { calls: [], nextCursor: null, first: { is: 'loading' }, more: { is: 'loaded', loaded: null } };
export const logged = signal<Logged>(nothingYet);

const pageSize = 50;

/** Reads the newest calls again; older ones that were loaded stay. */
export async function loadFirstPage(): Promise<void> {
  const page = await loadCalls(pageSize);
  const before = logged.value;
  if (page.is !== 'loaded') {
    logged.value = { ...before, first: page };
    return;
  }
  const { calls, nextCursor } = page.loaded;
  const oldest = calls.at(-1)?.startedAt ?? '';
  const older = before.calls.filter((call) => call.startedAt < oldest);
  logged.value = { ...before, calls: [...calls, ...older], nextCursor: older.length > 0 ? before.nextCursor : nextCursor, first: loaded };
}

/** Adds the next older page; nothing when there is none or it is on its way. */
export async function loadMore(): Promise<void> {
  const { nextCursor, more } = logged.value;
  if (!nextCursor || more.is === 'loading') return;
  logged.value = { ...logged.value, more: { is: 'loading' } };
  const page = await loadCalls(pageSize, nextCursor);
  if (page.is !== 'loaded') {
    logged.value = { ...logged.value, more: page };
    return;
  }
  const { calls, nextCursor: next } = page.loaded;
  const known = new Set(logged.value.calls.map(({ id }) => id));
  const added = calls.filter(({ id }) => !known.has(id));
  logged.value = { ...logged.value, calls: [...logged.value.calls, ...added], nextCursor: next, more: loaded };
}

const loaded = { is: 'loaded', loaded: null } as const;
