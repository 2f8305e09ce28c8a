/** The pages of the call log that have been loaded. */
import { signal } from '@preact/signals';
import type { LoggedCall } from '../../shared/api.ts';
import { loadCalls, type Loading } from '../ui/recordings/recent-calls.ts';

/** `firstPage` is the loading state of the newest page, `olderPage` that of the next older one. */
type CallLog = { calls: LoggedCall[]; nextCursor: string | null; firstPage: Loading<null>; olderPage: Loading<null> };

const emptyCallLog: CallLog = { calls: [], nextCursor: null, firstPage: { is: 'loading' }, olderPage: { is: 'loaded', loaded: null } };
export const callLog = signal<CallLog>(emptyCallLog);

const pageSize = 50;

/** Reloads the newest calls; older ones that were loaded are kept. */
export async function loadFirstPage(): Promise<void> {
  const page = await loadCalls(pageSize);
  const before = callLog.value;
  if (page.is !== 'loaded') {
    callLog.value = { ...before, firstPage: page };
    return;
  }
  const { calls, nextCursor } = page.loaded;
  const oldest = calls.at(-1)?.startedAt ?? '';
  const older = before.calls.filter((call) => call.startedAt < oldest);
  callLog.value = {
    ...before,
    calls: [...calls, ...older],
    nextCursor: older.length > 0 ? before.nextCursor : nextCursor,
    firstPage: loaded,
  };
}

/** Appends the next older page. No-op if there is none or it is loading. */
export async function loadOlderPage(): Promise<void> {
  const { nextCursor, olderPage } = callLog.value;
  if (!nextCursor || olderPage.is === 'loading') return;
  callLog.value = { ...callLog.value, olderPage: { is: 'loading' } };
  const page = await loadCalls(pageSize, nextCursor);
  if (page.is !== 'loaded') {
    callLog.value = { ...callLog.value, olderPage: page };
    return;
  }
  const { calls, nextCursor: next } = page.loaded;
  const known = new Set(callLog.value.calls.map(({ id }) => id));
  const added = calls.filter(({ id }) => !known.has(id));
  callLog.value = { ...callLog.value, calls: [...callLog.value.calls, ...added], nextCursor: next, olderPage: loaded };
}

const loaded = { is: 'loaded', loaded: null } as const;
