/** The pages of the call log that have been loaded, and the choices that they were asked with. */
import { signal } from '@preact/signals';
import type { LoggedCall } from '../../shared/api.ts';
import { loadCalls, type Loading } from '../ui/recordings/recent-calls.ts';
import { allCalls, filtersOf, type LogChoices } from './log-query.ts';

/** `firstPage` is the loading state of the newest page, `olderPage` that of the next older one. */
type CallLog = { calls: LoggedCall[]; nextCursor: string | null; firstPage: Loading<null>; olderPage: Loading<null> };

const emptyCallLog: CallLog = { calls: [], nextCursor: null, firstPage: { is: 'loading' }, olderPage: { is: 'loaded', loaded: null } };
export const callLog = signal<CallLog>(emptyCallLog);
export const logChoices = signal<LogChoices>(allCalls);

const pageSize = 50;
const typingPauseMs = 250;
let typing: ReturnType<typeof setTimeout> | undefined;
/** Counts the changes of the choices: an answer to earlier ones is dropped. */
let asked = 0;

/** Loads the calls of other choices. The calls on show stay until they are there. */
export function chooseCalls(change: Partial<LogChoices>): void {
  const before = JSON.stringify(filtersOf(logChoices.value));
  logChoices.value = { ...logChoices.value, ...change };
  if (JSON.stringify(filtersOf(logChoices.value)) === before) return;
  asked += 1;
  clearTimeout(typing);
  typing = setTimeout(() => void loadFirstPage({ keepOlder: false }), 'searched' in change ? typingPauseMs : 0);
}

/** Reloads the newest calls; older ones that were loaded are kept. */
export async function loadFirstPage({ keepOlder = true } = {}): Promise<void> {
  const asking = asked;
  const page = await loadCalls(pageSize, undefined, filtersOf(logChoices.value));
  if (asking !== asked) return;
  const before = callLog.value;
  if (page.is !== 'loaded') {
    callLog.value = { ...before, firstPage: page };
    return;
  }
  const { calls, nextCursor } = page.loaded;
  const oldest = calls.at(-1)?.startedAt ?? '';
  const older = keepOlder ? before.calls.filter((call) => call.startedAt < oldest) : [];
  callLog.value = {
    ...before,
    calls: [...calls, ...older],
    nextCursor: older.length > 0 ? before.nextCursor : nextCursor,
    firstPage: loaded,
    olderPage: keepOlder ? before.olderPage : loaded,
  };
}

/** Appends the next older page. No-op if there is none or it is loading. */
export async function loadOlderPage(): Promise<void> {
  const { nextCursor, olderPage } = callLog.value;
  if (!nextCursor || olderPage.is === 'loading') return;
  const asking = asked;
  callLog.value = { ...callLog.value, olderPage: { is: 'loading' } };
  const page = await loadCalls(pageSize, nextCursor, filtersOf(logChoices.value));
  if (asking !== asked) return;
  if (page.is !== 'loaded') {
    callLog.value = { ...callLog.value, olderPage: page };
    return;
  }
  const { calls, nextCursor: next } = page.loaded;
  const known = new Set(callLog.value.calls.map(({ id }) => id));
  const added = calls.filter(({ id }) => !known.has(id));
  callLog.value = { ...callLog.value, calls: [...callLog.value.calls, ...added], nextCursor: next, olderPage: loaded };
}

/** Puts a changed call in the place of its earlier state. */
export function replaceCall(call: LoggedCall): void {
  callLog.value = { ...callLog.value, calls: callLog.value.calls.map((known) => (known.id === call.id ? call : known)) };
}

const loaded = { is: 'loaded', loaded: null } as const;
