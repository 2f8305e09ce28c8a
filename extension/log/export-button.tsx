/** Saves the calls that the choices leave as a file for a spreadsheet. */
import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../../shared/problem.ts';
import { requirePairing } from '../state/settings-store.ts';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { fetchCallsCsv } from '../worker-client.ts';
import { logChoices } from './call-log-store.ts';
import { filtersOf } from './log-query.ts';

type Saving = { is: 'idle' } | { is: 'saving' } | { is: 'failed'; problem: Problem };

export function ExportButton() {
  const [saving, setSaving] = useState<Saving>({ is: 'idle' });
  const save = async () => {
    setSaving({ is: 'saving' });
    try {
      saveFile(
        await fetchCallsCsv(await requirePairing(), filtersOf(logChoices.value)),
        `calls-${new Date().toISOString().slice(0, 10)}.csv`,
      );
      setSaving({ is: 'idle' });
    } catch (error) {
      setSaving({ is: 'failed', problem: problemOf(error, 'backend-failed') });
    }
  };
  return (
    <>
      <button type="button" class="button" disabled={saving.is === 'saving'} onClick={() => void save()}>
        <Icon name="download" size={18} />
        {text(saving.is === 'saving' ? 'exportingCalls' : 'exportCalls')}
      </button>
      {saving.is === 'failed' && <ProblemBlock problem={saving.problem} actions={{ tryAgain: () => void save() }} />}
    </>
  );
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download reads the blob after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
