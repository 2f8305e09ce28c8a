/** What stands beside the list of calls. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Loading } from '../ui/recordings/recent-calls.ts';
import { sumsId } from './sums-id.ts';

export type LogDetail =
  | { is: 'sums' }
  /** `chosen` is false for the newest call, which is open until another is chosen. */
  | { is: 'call'; call: LoggedCall; chosen: boolean }
  | { is: 'failed'; problem: Problem }
  | { is: 'no-calls-yet' }
  /** The list says why: it is loading, or no call matches. */
  | { is: 'nothing' };

type Shown = { openId: string; calls: LoggedCall[]; firstPage: Loading<null>; isFiltered: boolean; seesTeam: boolean };

/** A call that the filters leave out gives way to the first one that they let pass. */
export function logDetail({ openId, calls, firstPage, isFiltered, seesTeam }: Shown): LogDetail {
  if (openId === sumsId && seesTeam) return { is: 'sums' };
  const chosen = calls.find(({ id }) => id === openId);
  const call = chosen ?? calls[0];
  if (call) return { is: 'call', call, chosen: chosen !== undefined };
  if (firstPage.is === 'failed') return { is: 'failed', problem: firstPage.problem };
  return { is: firstPage.is === 'loaded' && !isFiltered ? 'no-calls-yet' : 'nothing' };
}
