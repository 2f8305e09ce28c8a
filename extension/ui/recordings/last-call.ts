/** The last ended call with a number: the agent's, or anybody's where the admin lets the agent see the team's calls. */
import { useEffect, useState } from 'preact/hooks';
import type { LoggedCall } from '../../../shared/api.ts';
import { appState } from '../app/signals.ts';
import { loadCalls } from './recent-calls.ts';

/** The backend finds the digits in notes too: more than the one call that is wanted. */
const searchedCalls = 10;

/** `none` also where the log cannot be read: these views have no room for its failures. */
export type LastCall = LoggedCall | 'none' | 'loading';

export function useLastCall(number: string | null): LastCall {
  const [lastCall, setLastCall] = useState<LastCall>('loading');
  useEffect(() => {
    let current = true;
    setLastCall('loading');
    if (number) void findLastCall(number).then((found) => current && setLastCall(found));
    return () => void (current = false);
  }, [number]);
  return lastCall;
}

/** The name under which the last call was logged; null while it is loading, and without one. */
export function nameInLog(lastCall: LastCall): string | null {
  return typeof lastCall === 'string' ? null : (lastCall.name ?? lastCall.caller?.name ?? null);
}

/** Two parts of one view ask for the same call at once. */
let pending: { number: string; found: Promise<LastCall> } | null = null;

export function findLastCall(number: string): Promise<LastCall> {
  if (pending?.number === number) return pending.found;
  const found = searchLog(number).finally(() => (pending = pending?.found === found ? null : pending));
  pending = { number, found };
  return found;
}

async function searchLog(number: string): Promise<LastCall> {
  const team = appState.peek().agent?.seesTeam === true;
  let page = await loadCalls(searchedCalls, undefined, { q: number, ...(team ? { scope: 'team' } : {}) });
  // The admin may have closed the team's calls since the agent was loaded.
  if (page.is === 'failed' && team) page = await loadCalls(searchedCalls, undefined, { q: number });
  const calls = page.is === 'loaded' ? page.loaded.calls : [];
  return calls.find(({ from, to, phase }) => phase === 'ended' && (from === number || to === number)) ?? 'none';
}
