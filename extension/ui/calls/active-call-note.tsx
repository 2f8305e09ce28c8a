/** The note of the call in the popup or on the docked card, during the call and after it: begins with what the log has. */
import { useEffect, useState } from 'preact/hooks';
import { loggedIdOf } from '../../../shared/call.ts';
import type { CallNote } from '../../../shared/call-log/call-note.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { activeCallParty } from './active-call-party.ts';
import { CallNoteForm } from './call-note.tsx';

/** What the agent has written in this view: newer than the log while the note is on its way. */
const drafts = new Map<string, CallNote>();
const retryMs = 1500;

/** `brief`: the text alone, for a card over a page. */
export function ActiveCallNote({ call, brief = false }: { call: ActiveCall; brief?: boolean }) {
  const loggedId = loggedIdOf(call);
  const note = useNote(loggedId);
  const { number, name } = activeCallParty(call);
  if (note === 'loading') return null;
  return (
    <CallNoteForm
      key={loggedId}
      loggedId={loggedId}
      party={{ number, name }}
      note={note}
      brief={brief}
      onDraft={(next) => drafts.set(loggedId, next)}
    />
  );
}

/** A call that the log does not have yet is asked for again: Twilio's first webhook may be on its way. */
function useNote(loggedId: string): CallNote | undefined | 'loading' {
  const [note, setNote] = useState<CallNote | undefined | 'loading'>(drafts.get(loggedId) ?? 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (note !== 'loading') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const load = async () => {
      const pairing = await readPairing();
      const call = pairing && (await fetchCall(pairing, loggedId).catch(() => null));
      if (!current) return;
      if (call) setNote(drafts.get(loggedId) ?? call.note);
      else timer = setTimeout(() => setAttempt(attempt + 1), retryMs);
    };
    void load();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [loggedId, attempt]);
  return note;
}
