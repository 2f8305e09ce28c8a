/** Which microphone and which speaker calls use. */
import { DeviceSelect } from '../ui/device-select.tsx';
import { text } from '../ui/text.ts';

export function AudioPanel() {
  return (
    <section class="panel-audio appears" aria-label={text('audio')}>
      <DeviceSelect kind="audioinput" />
      <DeviceSelect kind="audiooutput" />
    </section>
  );
}
