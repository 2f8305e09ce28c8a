/** A line that is down: the Problem, the checks, and the time of the next retry. */
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { formatTime, formatDuration } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { checkBackend, type BackendCheck } from './check-backend.ts';
import { Checks } from './checks.tsx';
import { SettingFaults } from './setting-faults.tsx';

export function LineProblem({ problem }: { problem: Problem }) {
  const [check, setCheck] = useState<BackendCheck | null>(null);
  const look = () => void checkBackend().then(setCheck);
  useEffect(look, [problem.code]);
  const tryAgain = () => {
    void sendCommand({ command: 'checkLine' });
    look();
  };
  const { line } = appState.value;
  const retryIn = line.is === 'problem' && line.retryAt !== undefined ? Math.ceil((line.retryAt - clock.value) / 1000) : 0;
  return (
    <main class="popup-body">
      <ProblemBlock problem={problem} actions={{ tryAgain }} focus />
      {check?.server.is === 'reached' && <SettingFaults faults={check.server.faults} />}
      {check && (
        <section class="checks" aria-labelledby="checks-heading">
          <h2 id="checks-heading">{text('checkedAt', { time: formatTime(check.at) })}</h2>
          <Checks check={check} problem={problem} />
        </section>
      )}
      {retryIn > 0 && <p class="note">{text('retryIn', { length: formatDuration(retryIn) })}</p>}
    </main>
  );
}
