/** The microphones and speakers of this computer, kept at the truth while devices come and go. */
import { signal } from '@preact/signals';

export type DeviceKind = 'audioinput' | 'audiooutput';
/** `name` is empty until the microphone was allowed: the browser hides names before. */
export type Device = { id: string; name: string };

export const devices = signal<Record<DeviceKind, Device[]>>({ audioinput: [], audiooutput: [] });

/** Looks now, and again whenever a device comes or goes. Returns the function that stops it. */
export function followDevices(): () => void {
  navigator.mediaDevices.addEventListener('devicechange', refreshDevices);
  refreshDevices();
  return () => navigator.mediaDevices.removeEventListener('devicechange', refreshDevices);
}

function refreshDevices(): void {
  void listDevices();
}

async function listDevices(): Promise<void> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind: DeviceKind) =>
    // Chrome lists its own aliases of the device the system prefers; ours is the empty id.
    all.filter((device) => device.kind === kind && !['default', 'communications', ''].includes(device.deviceId)).map(readDevice);
  devices.value = { audioinput: of('audioinput'), audiooutput: of('audiooutput') };
}

/** Without the hardware ids that Chrome puts behind some names, as in `Jabra (0b0e:0412)`. */
function readDevice({ deviceId, label }: MediaDeviceInfo): Device {
  return { id: deviceId, name: label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, '') };
}
