/** Calls of the log, fetched for views that show some of them. */
import { signal } from '@preact/signals';
import type { LoggedCall } from '../../../shared/api.ts';
import type { CallFilters } from '../../../shared/call-log/call-filters.ts';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCalls } from '../../worker-client.ts';

export type LoadedCalls = { calls: LoggedCall[]; nextCursor: string | null };
export type Loading<Loaded> = { is: 'loading' } | { is: 'loaded'; loaded: Loaded } | { is: 'failed'; problem: Problem };

/** One page of the log, or of the calls that pass `filters`. An unpaired browser has none. */
export async function loadCalls(limit: number, cursor?: string, filters?: CallFilters): Promise<Loading<LoadedCalls>> {
  const pairing = await readPairing();
  if (!pairing) return { is: 'failed', problem: { code: 'not-paired' } };
  try {
    return { is: 'loaded', loaded: await fetchCalls(pairing, limit, cursor, filters) };
  } catch (error) {
    return { is: 'failed', problem: problemOf(error, 'backend-failed') };
  }
}

/** The last calls, newest first; empty until they are known. */
export const recentCalls = signal<LoggedCall[]>([]);

export async function refreshRecentCalls(limit: number): Promise<void> {
  const page = await loadCalls(limit);
  if (page.is === 'loaded') recentCalls.value = page.loaded.calls;
}
