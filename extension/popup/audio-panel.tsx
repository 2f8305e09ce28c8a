/** Which microphone and which speaker calls use. */
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { text } from '../ui/app/text.ts';

export function AudioPanel() {
  return (
    <section class="panel-audio appears" aria-label={text('audio')}>
      <DeviceSelect kind="audioinput" />
      <DeviceSelect kind="audiooutput" />
    </section>
  );
}
