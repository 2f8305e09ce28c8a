/** Which microphone and which speaker calls use, with the level of the microphone. */
import { useEffect, useState } from 'preact/hooks';
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { Meter } from '../ui/setup/meter.tsx';
import { type MicrophoneInput, openMicrophone } from '../ui/setup/microphone-input.ts';

export function AudioPanel() {
  const input = useAllowedMicrophone();
  return (
    <section class="panel-audio appears" aria-label={text('audio')}>
      {input && <Meter input={input} />}
      <DeviceSelect kind="audioinput" />
      <DeviceSelect kind="audiooutput" />
    </section>
  );
}

/** The chosen microphone, opened beside the call while the panel is open; null where Chrome would ask for it first. */
function useAllowedMicrophone(): MicrophoneInput | null {
  const [input, setInput] = useState<MicrophoneInput | null>(null);
  const { microphoneId } = settings.value;
  const isAllowed = appState.value.microphone === 'granted';
  useEffect(() => {
    if (!isAllowed) return undefined;
    const opening = openMicrophone(microphoneId);
    let isCurrent = true;
    void opening.then((opened) => isCurrent && 'level' in opened && setInput(opened));
    return () => {
      isCurrent = false;
      setInput(null);
      void opening.then((opened) => 'stop' in opened && opened.stop());
    };
  }, [isAllowed, microphoneId]);
  return input;
}
