/** The number that is being typed in the popup, the country it is read for, and the call to it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Country, readNumber, type ReadNumber, type Unreadable } from '../../../shared/phone-number.ts';
import { homeCountry } from '../../state/home-country.ts';
import { sendCommand } from '../../ui/app/send-command.ts';
import type { Draft } from '../../state/app-state.ts';
import { guardedDial, restartDialGuard } from './guarded-dial.ts';
import { appState, settings } from '../../ui/app/signals.ts';

export type DialForm = {
  written: string;
  /** The site that the number is from; null once the person has changed it. */
  host: string | null;
  read: ReadNumber | Unreadable;
  region: Country;
  /** The likeliest countries of a number of the page whose country is not sure: the person is asked before a call. */
  ask: readonly Country[] | null;
  setCountry: (country: Country) => void;
  write: (written: string, ask?: readonly Country[]) => void;
  call: () => void;
};

export function useDialForm(): DialForm {
  const [written, setWritten] = useState('');
  const [host, setHost] = useState<string | null>(null);
  const [country, setCountry] = useState<Country | null>(null);
  const [ask, setAsk] = useState<readonly Country[] | null>(null);
  const dialling = useRef(false);
  const region = country ?? homeCountry(settings.value, appState.value.agent, navigator.languages);
  const read = readNumber(written, region, appState.value.agent?.unknownNumbers ? 'read' : 'refuse');
  useDraft((draft) => {
    setWritten(draft.written);
    setAsk(null);
    setHost(draft.host ?? null);
    restartDialGuard();
  });

  const call = async () => {
    // A second Enter before the answer would request a second call.
    if (!('e164' in read) || ask || dialling.current) return;
    dialling.current = true;
    await guardedDial({ number: read.e164, written, ...(read.ext ? { ext: read.ext } : {}) });
    dialling.current = false;
  };
  const write = (next: string, countries?: readonly Country[]) => {
    setWritten(next);
    setHost(null);
    setAsk(countries ?? null);
    if (appState.value.problem) dismissProblem();
  };
  const answer = (chosen: Country) => {
    setCountry(chosen);
    setAsk(null);
  };
  return { written, host, read, region, ask, setCountry: answer, write, call: () => void call() };
}

export function dismissProblem(): void {
  void sendCommand({ command: 'dismissProblem' });
}

/** Fills in a number that the context menu or a card left in the app state, once. */
function useDraft(take: (draft: Draft) => void): void {
  const { draft } = appState.value;
  useEffect(() => {
    if (draft === null) return;
    take(draft);
    void sendCommand({ command: 'takeDraft' });
  }, [draft]);
}
