/** Sums of the team's calls by agent and day: calls, answered, talk time, missed. */
import { useEffect, useState } from 'preact/hooks';
import type { CallSum } from '../../shared/call-log/call-sums.ts';
import { type Problem, problemOf } from '../../shared/problem.ts';
import { requirePairing } from '../state/settings-store.ts';
import { clock } from '../ui/app/clock.ts';
import { formatDay, formatDuration } from '../ui/app/format-time.ts';
import { Icon } from '../ui/app/icon.tsx';
import { formatCount, text } from '../ui/app/text.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { fetchCallSums } from '../worker-client.ts';
import { logChoices } from './call-log-store.ts';
import { groupSums, sumsPeriod } from './sums-period.ts';

type Loaded = { sums: CallSum[] } | { problem: Problem } | null;

export function TeamSums({ onBack }: { onBack: () => void }) {
  const [loaded, setLoaded] = useState<Loaded>(null);
  const period = sumsPeriod(logChoices.value, clock.peek());
  const load = async () => {
    try {
      setLoaded(await fetchCallSums(await requirePairing(), period));
    } catch (error) {
      setLoaded({ problem: problemOf(error, 'backend-failed') });
    }
  };
  useEffect(() => void load(), [period.from, period.to]);
  return (
    <article class="team-sums appears">
      <button type="button" class="button plain back" onClick={onBack}>
        <Icon name="back" size={18} />
        {text('callLog')}
      </button>
      <h1>{text('teamSums')}</h1>
      {loaded && 'problem' in loaded && <ProblemBlock problem={loaded.problem} actions={{ tryAgain: () => void load() }} />}
      {loaded && 'sums' in loaded && <SumsTable sums={loaded.sums} />}
    </article>
  );
}

function SumsTable({ sums }: { sums: CallSum[] }) {
  if (sums.length === 0) return <p class="quiet">{text('noCallsMatch')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text('sumAgent')}</th>
          <th scope="col">{text('sumCalls')}</th>
          <th scope="col">{text('sumAnswered')}</th>
          <th scope="col">{text('factTalk')}</th>
          <th scope="col">{text('filterMissed')}</th>
        </tr>
      </thead>
      {groupSums(sums).map(({ day, startsAt, total, agents }) => (
        <tbody key={day}>
          <SumRow heading name={formatDay(startsAt, clock.value)} sum={total} />
          {agents.map((sum) => (
            <SumRow key={sum.agent} name={sum.agentName ?? sum.agent ?? text('sumNobody')} sum={sum} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type Sum = Pick<CallSum, 'calls' | 'answered' | 'missed' | 'talkSeconds'>;

function SumRow({ name, sum, heading = false }: { name: string; sum: Sum; heading?: boolean }) {
  return (
    <tr class={heading ? 'of-day' : undefined}>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{formatCount(sum.calls)}</td>
      <td>{formatCount(sum.answered)}</td>
      <td>{formatDuration(sum.talkSeconds)}</td>
      <td>{formatCount(sum.missed)}</td>
    </tr>
  );
}
