/** The newest page of the log, for the search by name; empty until it is known. */
import { signal } from '@preact/signals';
import type { LoggedCall } from '../../../shared/api.ts';
import { loadCalls } from '../../ui/recordings/recent-calls.ts';

const searchedCalls = 100;

export const loggedPeople = signal<LoggedCall[]>([]);

export async function refreshLoggedPeople(): Promise<void> {
  const page = await loadCalls(searchedCalls);
  if (page.is === 'loaded') loggedPeople.value = page.loaded.calls;
}
