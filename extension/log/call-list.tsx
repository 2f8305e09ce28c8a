/** The list of calls: search, filters, and the calls under the days they happened on. */
import { useRef } from 'preact/hooks';
import type { LoggedCall } from '../../shared/api.ts';
import { formatDay, startOfDay } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text } from '../ui/app/text.ts';
import { LogFilters } from './log-filters.tsx';
import { allCalls, isFiltered } from './log-query.ts';
import { callLog, chooseCalls, loadFirstPage, logChoices } from './call-log-store.ts';
import { LoadMore } from './load-more.tsx';
import { sumsId } from './sums-id.ts';
import { LogRow } from './log-row.tsx';

type Props = { openId: string | undefined; onOpen: (id: string) => void };

export function CallList({ openId, onOpen }: Props) {
  const { calls, firstPage } = callLog.value;
  const filtered = isFiltered(logChoices.value);
  return (
    <section class="log-list" aria-label={text('callLog')}>
      <LogFilters onSums={() => onOpen(sumsId)} />
      {firstPage.is === 'failed' && calls.length > 0 && (
        <ProblemBlock problem={firstPage.problem} actions={{ tryAgain: () => void loadFirstPage() }} />
      )}
      {firstPage.is === 'loaded' && calls.length === 0 && !filtered && <p class="quiet">{text('logWillList')}</p>}
      {firstPage.is === 'loaded' && calls.length === 0 && filtered && <NothingFound onClear={() => chooseCalls(allCalls)} />}
      <Days calls={calls} openId={openId} onOpen={onOpen} />
      <LoadMore />
    </section>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <div class="quiet" role="status">
      <p>{text('noCallsMatch')}</p>
      <button type="button" class="button" onClick={onClear}>
        {text('clearFilters')}
      </button>
    </div>
  );
}

function Days({ calls, openId, onOpen }: Props & { calls: LoggedCall[] }) {
  const list = useRef<HTMLDivElement>(null);
  const days = Map.groupBy(calls, ({ startedAt }) => startOfDay(Date.parse(startedAt)));
  const stop = calls.some(({ id }) => id === openId) ? openId : calls[0]?.id;
  const move = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || !rows[next]) return;
    event.preventDefault();
    rows[next].focus();
  };
  return (
    <div ref={list} onKeyDown={move}>
      {[...days].map(([day, ofDay]) => (
        <section key={day} class="day" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{formatDay(day, clock.value)}</h2>
          <ul>
            {ofDay.map((call) => (
              <LogRow key={call.id} call={call} open={call.id === openId} stop={call.id === stop} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
