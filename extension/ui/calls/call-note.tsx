/** The note of a call, its outcome and the time to call back: saved while the agent writes. */
import './call-note.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type CallNote, defaultNoteOutcomes, maxNoteLength } from '../../../shared/call-log/call-note.ts';
import type { Problem } from '../../../shared/problem.ts';
import { clock } from '../app/clock.ts';
import { formatTime } from '../app/format-time.ts';
import { Icon } from '../app/icon.tsx';
import { sendCommand } from '../app/send-command.ts';
import { appState } from '../app/signals.ts';
import { text, type TextKey } from '../app/text.ts';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { CallBackField } from './call-back-field.tsx';

const typingPauseMs = 600;

type Props = {
  /** The call's id in the log, or our own id of an outgoing call. */
  loggedId: string;
  /** The other party, for the reminder. */
  party: { number: string | null; name: string | null };
  note: CallNote | undefined;
  /** Without the outcome and the time to call back, which stay as they are. */
  brief?: boolean;
  onSaved?: (note: CallNote) => void;
  /** Each draft, before it is saved. */
  onDraft?: (note: CallNote) => void;
};

const emptyNote: CallNote = { note: '', outcome: null, callBackAt: null };

type Saving = { is: 'idle' } | { is: 'saving' } | { is: 'saved'; at: number } | { is: 'failed'; problem: Problem };

export function CallNoteForm({ loggedId, party, note = emptyNote, brief = false, onSaved, onDraft }: Props) {
  const [draft, setDraft] = useState(note);
  const { saving, save, saveSoon } = useSaving({ loggedId, party, ...(onSaved ? { onSaved } : {}) });
  const field = useId();
  const change = (part: Partial<CallNote>, when: (next: CallNote) => void) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onDraft?.(next);
    when(next);
  };
  return (
    <section class="call-note" aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`} class={brief ? 'visually-hidden' : ''}>
        <label for={field}>{text('note')}</label>
      </h2>
      <textarea
        id={field}
        class="field"
        dir="auto"
        rows={brief ? 2 : 4}
        maxLength={maxNoteLength}
        value={draft.note}
        onInput={(event) => change({ note: event.currentTarget.value }, saveSoon)}
      />
      {!brief && <OutcomeField outcome={draft.outcome} onChoose={(outcome) => change({ outcome }, save)} />}
      {!brief && party.number && <CallBackField callBackAt={draft.callBackAt} onChoose={(callBackAt) => change({ callBackAt }, save)} />}
      <SavingState saving={saving} onAgain={() => save(draft)} />
    </section>
  );
}

function OutcomeField({ outcome, onChoose }: { outcome: string | null; onChoose: (outcome: string | null) => void }) {
  const own = appState.value.agent?.noteOutcomes;
  const outcomes: readonly string[] = own ?? defaultNoteOutcomes;
  // An outcome that the deployment no longer offers stays readable.
  const shown = outcome === null || outcomes.includes(outcome) ? outcomes : [...outcomes, outcome];
  return (
    <label class="note-field">
      {text('noteOutcome')}
      <select class="field compact" value={outcome ?? ''} onInput={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{text('noteNoOutcome')}</option>
        {shown.map((each) => (
          <option key={each} value={each}>
            {noteOutcomeLabel(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

const outcomeNames = new Map<string, TextKey>([
  ['interested', 'noteInterested'],
  ['not-interested', 'noteNotInterested'],
  ['call-back', 'noteCallBack'],
  ['left-message', 'noteLeftMessage'],
  ['wrong-number', 'noteWrongNumber'],
  ['done', 'noteDone'],
] satisfies [(typeof defaultNoteOutcomes)[number], TextKey][]);

/** The name of one of our own outcomes, or the text of the deployment's. */
function noteOutcomeLabel(outcome: string): string {
  const key = outcomeNames.get(outcome);
  return key ? text(key) : outcome;
}

function SavingState({ saving, onAgain }: { saving: Saving; onAgain: () => void }) {
  if (saving.is === 'failed') return <ProblemBlock problem={saving.problem} actions={{ tryAgain: onAgain }} />;
  return (
    <p class="note-state" role="status">
      {saving.is === 'saved' && (
        <>
          <Icon name="check" size={14} />
          {text('noteSaved', { time: formatTime(saving.at) })}
        </>
      )}
    </p>
  );
}

/** Saves the last draft: at once, or when the agent pauses. A view that closes saves what is waiting. */
function useSaving({ loggedId, party, onSaved }: Omit<Props, 'note' | 'brief' | 'onDraft'>) {
  const [saving, setSaving] = useState<Saving>({ is: 'idle' });
  const waiting = useRef<{ draft: CallNote; timer: ReturnType<typeof setTimeout> } | null>(null);
  const save = async (draft: CallNote): Promise<void> => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
    setSaving({ is: 'saving' });
    const result = await sendCommand({ command: 'saveNote', loggedId, ...draft, ...party });
    if (result.ok) {
      setSaving({ is: 'saved', at: clock.peek() });
      onSaved?.({ ...draft, note: draft.note.trim() });
    } else setSaving({ is: 'failed', problem: result.problem });
  };
  const saveSoon = (draft: CallNote): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current = { draft, timer: setTimeout(() => void save(draft), typingPauseMs) };
  };
  useEffect(() => {
    const flush = () => void (waiting.current && save(waiting.current.draft));
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [loggedId]);
  return { saving, save: (draft: CallNote) => void save(draft), saveSoon };
}
