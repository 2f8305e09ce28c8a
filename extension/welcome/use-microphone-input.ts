/** Opens the microphone on request, and closes it when the step is closed. */
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { appState, settings } from '../ui/app/signals.ts';
import { type MicrophoneInput, openMicrophone } from '../ui/setup/microphone-input.ts';

/** The name of the microphone that was checked. */
export const microphoneInUse = signal('');

type InputState = {
  asked: boolean;
  input: MicrophoneInput | null;
  problem: Problem | null;
  /** Asks, or asks again. */
  ask: () => void;
};

export function useMicrophoneInput(): InputState {
  const [input, setInput] = useState<MicrophoneInput | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(appState.value.microphone === 'granted');
  const { microphoneId } = settings.value;
  useEffect(() => {
    if (!asked) return undefined;
    const opening = openMicrophone(microphoneId);
    let current = true;
    const show = (opened: MicrophoneInput | Problem) => {
      if (!current) return;
      setInput('level' in opened ? opened : null);
      setProblem('level' in opened ? null : opened);
      if ('level' in opened) microphoneInUse.value = opened.name;
      void sendCommand({ command: 'microphoneChanged' });
    };
    void opening.then(show);
    return () => {
      current = false;
      void opening.then((opened) => 'stop' in opened && opened.stop());
    };
  }, [asked, microphoneId]);
  // Asking is an effect of `asked`: to ask again it must first be false.
  const ask = () => {
    setAsked(false);
    setProblem(null);
    setTimeout(() => setAsked(true));
  };
  return { asked, input, problem, ask };
}
