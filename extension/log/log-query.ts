/** The choices over the list of calls, and the filters of the backend that they stand for. */
import { type CallFilters, minSearchLength } from '../../shared/call-log/call-filters.ts';
import type { Outcome } from '../../shared/call.ts';

export const callKinds = ['all', 'missed', 'in', 'out', 'voicemail'] as const;
export type CallKind = (typeof callKinds)[number];

export type LogChoices = {
  searched: string;
  kind: CallKind;
  /** '' is every result. */
  result: Outcome | '';
  /** The first and the last day, as a date field has them (`2026-11-20`); '' is no bound. */
  firstDay: string;
  lastDay: string;
  scope: 'own' | 'team';
  /** Identity of an agent; '' is every agent. */
  agent: string;
};

export const allCalls: LogChoices = { searched: '', kind: 'all', result: '', firstDay: '', lastDay: '', scope: 'own', agent: '' };

const filtersOfKind: Record<CallKind, CallFilters> = {
  all: {},
  missed: { outcome: 'missed' },
  in: { direction: 'incoming' },
  out: { direction: 'outgoing' },
  voicemail: { outcome: 'voicemail' },
};

/** A search that is too short yet is left out. Days are those of the agent's own time zone. */
export function filtersOf({ searched, kind, result, firstDay, lastDay, scope, agent }: LogChoices): CallFilters {
  const q = searched.trim();
  const first = startOfDay(firstDay, 0);
  const end = startOfDay(lastDay, 1);
  return {
    ...filtersOfKind[kind],
    ...(scope === 'own' ? {} : { scope }),
    ...(agent === '' ? {} : { agent }),
    ...(result === '' ? {} : { outcome: result }),
    ...(isTooShort(searched) || q === '' ? {} : { q }),
    ...(first === null ? {} : { from: first }),
    ...(end === null ? {} : { to: end }),
  };
}

export function isTooShort(searched: string): boolean {
  const length = Array.from(searched.trim()).length;
  return length > 0 && length < minSearchLength;
}

export function isFiltered(choices: LogChoices): boolean {
  return Object.keys(filtersOf(choices)).length > 0;
}

/** Midnight of the day, or of the day after; null for a text that is no day. */
function startOfDay(day: string, daysLater: 0 | 1): string | null {
  const [year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1).map(Number) ?? [];
  if (!year || !month || !date) return null;
  const midnight = new Date(year, month - 1, date + daysLater);
  return Number.isFinite(midnight.getTime()) ? midnight.toISOString() : null;
}
