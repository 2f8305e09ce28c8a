/** The step that gets the microphone allowed and shows that it hears. */
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { send } from '../protocol/transport.ts';
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { openMicrophone, type MicrophoneInput } from './microphone-input.ts';
import { Meter } from './meter.tsx';
import { MicrophonePlayback } from './microphone-playback.tsx';

/** The name of the microphone that was checked. */
export const microphoneInUse = signal('');

export function MicrophoneStep({ onDone }: { onDone: () => void }) {
  const [input, setInput] = useState<MicrophoneInput | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(appState.value.microphone === 'granted');
  const { microphoneId } = settings.value;
  useEffect(() => {
    if (!asked) return undefined;
    const listening = openMicrophone(microphoneId);
    let current = true;
    const told = (found: MicrophoneInput | Problem) => {
      if (!current) return;
      setInput('level' in found ? found : null);
      setProblem('level' in found ? null : found);
      if ('level' in found) microphoneInUse.value = found.name;
      void send('background', { command: 'microphoneChanged' });
    };
    void listening.then(told);
    return () => {
      current = false;
      void listening.then((found) => 'stop' in found && found.stop());
    };
  }, [asked, microphoneId]);
  // Asking is an effect of `asked`: to ask again it must first be false.
  const ask = () => {
    setAsked(false);
    setProblem(null);
    setTimeout(() => setAsked(true));
  };
  if (problem) return <Refused problem={problem} onAgain={ask} />;
  if (!asked) {
    return (
      <button type="button" class="button primary main" onClick={ask}>
        <Icon name="mic" />
        {text('allowMicrophone')}
      </button>
    );
  }
  if (!input) return <p>{text('askingMicrophone')}</p>;
  return (
    <>
      <Meter input={input} />
      <div class="devices">
        <DeviceSelect kind="audioinput" />
        <DeviceSelect kind="audiooutput" />
      </div>
      <div class="buttons">
        <button type="button" class="button primary main" onClick={onDone}>
          {text('itMoves')}
        </button>
        <MicrophonePlayback input={input} />
      </div>
    </>
  );
}

function Refused({ problem, onAgain }: { problem: Problem; onAgain: () => void }) {
  return (
    <>
      <ProblemBlock problem={problem} actions={{ microphone: onAgain }} focus />
      {problem.code === 'microphone-blocked' && <p class="try">{text('unblockHow')}</p>}
    </>
  );
}
