/** The welcome step that gets the microphone allowed and shows its level. */
import type { Problem } from '../../shared/problem.ts';
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text } from '../ui/app/text.ts';
import { Meter } from '../ui/setup/meter.tsx';
import { MicrophonePlayback } from './microphone-playback.tsx';
import { useMicrophoneInput } from './use-microphone-input.ts';

export function MicrophoneStep({ onDone }: { onDone: () => void }) {
  const { asked, input, problem, ask } = useMicrophoneInput();
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
