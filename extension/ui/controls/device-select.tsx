/** Selects the microphone, the speaker for calls or the ringer; the choice is saved at once. */
import { useEffect, useId } from 'preact/hooks';
import { sendCommand } from '../app/send-command.ts';
import { changeSettings } from '../../state/settings-store.ts';
import { type DeviceKind, devices, followDevices } from './devices.ts';
import { settings } from '../app/signals.ts';
import { text } from '../app/text.ts';

/** `sets` is the setting to change; the default is the device for calls. */
type Props = { kind: DeviceKind; sets?: 'ringerId'; labelledBy?: string; onSave?: (saved: Promise<unknown>) => void };

/** Renders its own label unless `labelledBy` names another. */
export function DeviceSelect({ kind, sets, labelledBy, onSave }: Props) {
  const id = useId();
  const setting = sets ?? (kind === 'audioinput' ? 'microphoneId' : 'speakerId');
  useEffect(followDevices, []);
  const choose = (device: string) => {
    const saved = changeSettings({ [setting]: device });
    onSave?.(saved);
  };
  const chosen = settings.value[setting];
  const known = devices.value[kind];
  const named = known.filter(({ name }) => name);
  return (
    <div class="device-select">
      {!labelledBy && <label for={id}>{text(kind === 'audioinput' ? 'microphone' : 'speaker')}</label>}
      <select
        id={id}
        class="field compact"
        aria-labelledby={labelledBy}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{text('deviceDefault')}</option>
        {named.map((device) => (
          <option key={device.id} value={device.id}>
            {device.name}
          </option>
        ))}
        {chosen && !known.some((device) => device.id === chosen) && <option value={chosen}>{text('deviceGone')}</option>}
      </select>
      {known.length > named.length && <AllowNames />}
    </div>
  );
}

function allow(): void {
  void sendCommand({ command: 'openPage', page: 'welcome', section: 'microphone' });
}

function AllowNames() {
  return (
    <button type="button" class="link" onClick={allow}>
      {text('deviceNamesHidden')}
    </button>
  );
}
