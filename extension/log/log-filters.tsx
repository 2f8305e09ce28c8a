/** The filters of the log: one at a time, arrows change it. */
import type { LoggedCall } from '../../shared/api.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { isVoicemail } from '../ui/calls/call-label.ts';
import { text, type TextKey, formatCount } from '../ui/app/text.ts';
import { type Filter, filters } from './filter-calls.ts';

const labelKeys: Record<Filter, TextKey> = {
  all: 'filterAll',
  missed: 'filterMissed',
  in: 'directionIn',
  out: 'directionOut',
  voicemail: 'voicemail',
};
type Props = { filter: Filter; onFilter: (filter: Filter) => void; calls: LoggedCall[] };

export function LogFilters({ filter, onFilter, calls }: Props) {
  const counts: Partial<Record<Filter, number>> = { missed: calls.filter(isMissed).length, voicemail: calls.filter(isVoicemail).length };
  return (
    <div class="log-filters" role="radiogroup" aria-label={text('filterCalls')}>
      {filters.map((each) => (
        <label key={each}>
          <input type="radio" name="filter" checked={each === filter} onChange={() => onFilter(each)} />
          {text(labelKeys[each])}
          {counts[each] ? ` ${formatCount(counts[each])}` : ''}
        </label>
      ))}
    </div>
  );
}
