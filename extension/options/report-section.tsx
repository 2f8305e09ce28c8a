/** The redacted report: copied, saved, and shown before it is given away. */
import { useState } from 'preact/hooks';
import browser from '../browser.ts';
import { readProblemLog } from '../state/problem-log.ts';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { copyText } from '../ui/controls/copy-text.ts';
import { loadCalls } from '../ui/recordings/recent-calls.ts';
import { buildReport } from './report.ts';
import { SettingRow, SettingsSection } from './section.tsx';

const reportedCalls = 20;

export function ReportSection() {
  const [report, setReport] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const make = async () => {
    const made = await makeReport();
    setReport(made);
    return made;
  };
  const copy = async () => {
    await copyText(await make());
    setCopied(true);
    announce(text('reportCopied'));
  };
  return (
    <SettingsSection id="report" name={text('sectionReport')}>
      <SettingRow title={text('reportTitle')} effect={text('reportEffect')}>
        {() => (
          <div class="buttons">
            <button type="button" class="button primary" onClick={() => void copy()}>
              <Icon name={copied ? 'check' : 'copy'} size={18} />
              {text(copied ? 'reportCopied' : 'copyReport')}
            </button>
            <button type="button" class="button" onClick={() => void make().then(saveReport)}>
              <Icon name="download" size={18} />
              {text('saveReport')}
            </button>
          </div>
        )}
      </SettingRow>
      <details class="report" onToggle={(event) => void (event.currentTarget.open && make())}>
        <summary>{text('showReport')}</summary>
        <pre dir="ltr" lang="en" tabIndex={0} aria-label={text('reportTitle')}>
          {report}
        </pre>
      </details>
    </SettingsSection>
  );
}

async function makeReport(): Promise<string> {
  const [page, problems] = await Promise.all([loadCalls(reportedCalls), readProblemLog()]);
  return buildReport({
    now: Date.now(),
    version: browser.runtime.getManifest().version,
    userAgent: navigator.userAgent,
    settings: settings.value,
    appState: appState.value,
    calls: page.is === 'loaded' ? page.loaded.calls : null,
    problems,
  });
}

function saveReport(report: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([report], { type: 'text/plain' }));
  link.download = `hatif-report-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  // The download has begun; an address that is never revoked keeps its text in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
