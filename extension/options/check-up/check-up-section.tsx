/** The check-up: failed checks as Problem blocks with one button, passed ones as one row each with their measure. */
import './check-up.css';
import { useState } from 'preact/hooks';
import { Icon } from '../../ui/app/icon.tsx';
import { formatCount, text, type TextKey } from '../../ui/app/text.ts';
import { ProblemBlock } from '../../ui/problems/problem-block.tsx';
import { problemTable } from '../../ui/problems/problem-table.ts';
import type { CheckId, CheckResult } from './check-result.ts';
import { inOrder, runCheckUp } from './check-up.ts';
import { SettingRow, SettingsSection } from '../section.tsx';

const checkTexts: Readonly<Record<CheckId, { name: TextKey; wanted: TextKey }>> = {
  server: { name: 'doctor_server', wanted: 'doctor_server_wanted' },
  account: { name: 'doctor_account', wanted: 'doctor_account_wanted' },
  clock: { name: 'doctor_clock', wanted: 'doctor_clock_wanted' },
  microphone: { name: 'doctor_microphone', wanted: 'doctor_microphone_wanted' },
  speaker: { name: 'doctor_speaker', wanted: 'doctor_speaker_wanted' },
  signalling: { name: 'doctor_signalling', wanted: 'doctor_signalling_wanted' },
  media: { name: 'doctor_media', wanted: 'doctor_media_wanted' },
  extensions: { name: 'doctor_extensions', wanted: 'doctor_extensions_wanted' },
};

type Progress = { running: CheckId | null; results: readonly CheckResult[] };

export function CheckUpSection() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = progress?.running ?? null;
  const run = async () => {
    if (running) return;
    await runCheckUp((now, results) => setProgress({ running: now, results }));
  };
  return (
    <SettingsSection id="check-up" name={text('sectionDoctor')}>
      <SettingRow title={text('doctorTitle')} effect={text('doctorEffect')}>
        {() => (
          <button
            type="button"
            class="button primary"
            aria-busy={running !== null}
            aria-disabled={running !== null}
            onClick={() => void run()}
          >
            <Icon name="pulse" size={18} />
            {text(progress && !running ? 'doctorAgain' : 'doctorRun')}
          </button>
        )}
      </SettingRow>
      {progress && (
        <div class="checks">
          <p class="effect" role="status">
            {running ? text('doctorRunning', { check: text(checkTexts[running].name) }) : summaryOf(progress.results)}
          </p>
          {inOrder(progress.results).map((result) => (
            <CheckView key={result.id} result={result} onAgain={() => void run()} />
          ))}
        </div>
      )}
    </SettingsSection>
  );
}

function summaryOf(results: readonly CheckResult[]): string {
  const failed = results.filter((result) => 'problem' in result).length;
  return failed === 0 ? text('doctorWell') : text('doctorIll', { count: formatCount(failed) });
}

function CheckView({ result, onAgain }: { result: CheckResult; onAgain: () => void }) {
  const wanted = text('doctorWanted', { wanted: text(checkTexts[result.id].wanted) });
  if ('saw' in result) {
    return (
      <div class="check-row">
        <Icon name="check-ring" size={20} />
        <p>
          <b>{text(checkTexts[result.id].name)}</b>
          <span class="effect">{result.saw}</span>
        </p>
      </div>
    );
  }
  const [, button] = problemTable[result.problem.code];
  return (
    <div class="check-failed">
      <p class="title">{text(checkTexts[result.id].name)}</p>
      <p class="effect">{wanted}</p>
      <ProblemBlock problem={result.problem} actions={{ tryAgain: onAgain }}>
        {button?.does !== 'tryAgain' && (
          <button type="button" class="button" onClick={onAgain}>
            <Icon name="refresh" size={18} />
            {text('doctorAgain')}
          </button>
        )}
      </ProblemBlock>
    </div>
  );
}
