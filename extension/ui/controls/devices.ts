/** The microphones and speakers of this computer, updated when devices are plugged in or out. */
import { signal } from '@preact/signals';

export type DeviceKind = 'audioinput' | 'audiooutput';
/** `name` is empty until the microphone is allowed: Chrome hides device names before. */
export type Device = { id: string; name: string };

export const devices = signal<Record<DeviceKind, Device[]>>({ audioinput: [], audiooutput: [] });

/** Lists the devices now and after every change. Returns a function that stops it. */
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
    // Chrome also lists aliases of the default device; our settings use the empty id for it.
    all.filter((device) => device.kind === kind && !['default', 'communications', ''].includes(device.deviceId)).map(readDevice);
  devices.value = { audioinput: of('audioinput'), audiooutput: of('audiooutput') };
}

/** Removes the hardware id that Chrome appends to some names, as in `Jabra (0b0e:0412)`. */
function readDevice({ deviceId, label }: MediaDeviceInfo): Device {
  return { id: deviceId, name: label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, '') };
}
