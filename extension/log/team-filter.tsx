/** Whose calls are shown: for agents to whom the admin has opened the calls of the team. */
import { useEffect, useState } from 'preact/hooks';
import type { CallSum } from '../../shared/call-log/call-sums.ts';
import { requirePairing } from '../state/settings-store.ts';
import { clock } from '../ui/app/clock.ts';
import { text } from '../ui/app/text.ts';
import { Segmented } from '../ui/controls/segmented.tsx';
import { fetchCallSums } from '../worker-client.ts';
import { chooseCalls, logChoices } from './call-log-store.ts';
import { allCalls } from './log-query.ts';
import { sumsPeriod } from './sums-period.ts';

export function TeamFilter({ onSums }: { onSums: () => void }) {
  const { scope, agent } = logChoices.value;
  const agents = useAgents(scope === 'team');
  return (
    <div class="team-filter">
      <Segmented
        name={text('whoseCalls')}
        value={scope}
        choices={[
          { value: 'own', label: text('ownCalls') },
          { value: 'team', label: text('teamCalls') },
        ]}
        onChoose={(next) => chooseCalls({ scope: next, agent: '' })}
      />
      {scope === 'team' && (
        <div class="filter-pair">
          <select
            class="field compact"
            aria-label={text('sumAgent')}
            value={agent}
            onInput={(event) => chooseCalls({ agent: event.currentTarget.value })}
          >
            <option value="">{text('everyAgent')}</option>
            {agents.map(([identity, name]) => (
              <option key={identity} value={identity}>
                {name}
              </option>
            ))}
          </select>
          <button type="button" class="button" onClick={onSums}>
            {text('teamSums')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Agents with calls in the last 90 days, by name; the newest identity of each. */
function useAgents(isTeam: boolean): [identity: string, name: string][] {
  const [sums, setSums] = useState<CallSum[]>([]);
  useEffect(() => {
    if (!isTeam) return;
    const load = async () =>
      setSums((await fetchCallSums(await requirePairing(), sumsPeriod({ ...allCalls, firstDay: '2000-01-01' }, clock.peek()))).sums);
    // The list of agents is a convenience: a failure shows with the calls themselves.
    void load().catch(() => undefined);
  }, [isTeam]);
  const names = new Map<string, string>();
  for (const { agent, agentName } of sums) if (agent !== null && agentName !== null && !names.has(agentName)) names.set(agentName, agent);
  return [...names]
    .map(([name, identity]): [string, string] => [identity, name])
    .toSorted(([, one], [, other]) => one.localeCompare(other));
}
