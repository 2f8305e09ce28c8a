/** The choices over the list: search, kind of call, result and days, and the file for a spreadsheet. */
import { outcomes, type Outcome } from '../../shared/call.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import { chooseCalls, logChoices } from './call-log-store.ts';
import { ExportButton } from './export-button.tsx';
import { TeamFilter } from './team-filter.tsx';
import { type CallKind, callKinds, isTooShort } from './log-query.ts';

const kindLabels: Record<CallKind, TextKey> = {
  all: 'filterAll',
  missed: 'filterMissed',
  in: 'directionIn',
  out: 'directionOut',
  voicemail: 'voicemail',
};

const resultLabels: Record<Outcome, TextKey> = {
  completed: 'resultTalked',
  busy: 'resultBusy',
  'no-answer': 'resultNoAnswer',
  cancelled: 'resultHungUp',
  declined: 'resultDeclined',
  failed: 'resultFailed',
  refused: 'resultRefused',
};

export function LogFilters({ onSums }: { onSums: () => void }) {
  const { searched } = logChoices.value;
  const tooShort = isTooShort(searched);
  return (
    <div class="find">
      <div class="search">
        <Icon name="search" size={18} />
        <input
          type="search"
          class="field compact"
          aria-label={text('searchCalls')}
          aria-describedby={tooShort ? 'search-too-short' : undefined}
          placeholder={text('searchHint')}
          maxLength={100}
          value={searched}
          onInput={(event) => chooseCalls({ searched: event.currentTarget.value })}
        />
      </div>
      {tooShort && (
        <p id="search-too-short" class="hint" role="status">
          {text('searchTooShort')}
        </p>
      )}
      {appState.value.agent?.seesTeam && <TeamFilter onSums={onSums} />}
      <KindFilter />
      <details class="more-filters">
        <summary>{text('moreFilters')}</summary>
        <div>
          <DayFilter />
          <ResultFilter />
          <ExportButton />
        </div>
      </details>
    </div>
  );
}

/** One kind at a time, arrows change it. */
function KindFilter() {
  return (
    <div class="log-filters" role="radiogroup" aria-label={text('filterCalls')}>
      {callKinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" checked={kind === logChoices.value.kind} onChange={() => chooseCalls({ kind, result: '' })} />
          {text(kindLabels[kind])}
        </label>
      ))}
    </div>
  );
}

function DayFilter() {
  const { firstDay, lastDay } = logChoices.value;
  return (
    <div class="filter-pair">
      <label>
        {text('filterFirstDay')}
        <input
          type="date"
          class="field compact"
          value={firstDay}
          max={lastDay || undefined}
          onInput={(event) => chooseCalls({ firstDay: event.currentTarget.value })}
        />
      </label>
      <label>
        {text('filterLastDay')}
        <input
          type="date"
          class="field compact"
          value={lastDay}
          min={firstDay || undefined}
          onInput={(event) => chooseCalls({ lastDay: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function ResultFilter() {
  const { kind, result } = logChoices.value;
  // These two kinds are results themselves.
  const isKindOfResult = kind === 'missed' || kind === 'voicemail';
  return (
    <label class="filter-result">
      {text('factResult')}
      <select
        class="field compact"
        disabled={isKindOfResult}
        value={result}
        onInput={(event) => chooseCalls({ result: event.currentTarget.value as Outcome | '' })}
      >
        <option value="">{text('filterAll')}</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {text(resultLabels[outcome])}
          </option>
        ))}
      </select>
    </label>
  );
}
