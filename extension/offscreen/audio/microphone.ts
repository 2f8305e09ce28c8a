/** Whether the microphone can be used, seen from the one page that uses it. */
import type { MicrophoneState } from '../../protocol/engine-events.ts';
import type { Problem } from '../../../shared/problem.ts';

/** The prompt cannot appear here (an offscreen page has no window), so the permission is only ever read. */
export async function lookAtMicrophone(): Promise<MicrophoneState> {
  const [permission, devices] = await Promise.all([permissionStatus(), navigator.mediaDevices.enumerateDevices()]);
  if (permission.state !== 'granted') return permission.state;
  return devices.some((device) => device.kind === 'audioinput') ? 'granted' : 'missing';
}

let lastState: MicrophoneState | undefined;

/** The state of the last look or change: a call does not wait for the devices to be enumerated again. */
export const microphoneNow = async (): Promise<MicrophoneState> => lastState ?? lookAtMicrophone();

/** Calls `onChanged` with the state now, and whenever the permission or the devices change it. */
export async function watchMicrophone(onChanged: (state: MicrophoneState) => void): Promise<void> {
  const look = async () => {
    const state = await lookAtMicrophone();
    if (state === lastState) return;
    lastState = state;
    onChanged(state);
  };
  (await permissionStatus()).addEventListener('change', () => void look());
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  await look();
}

export function microphoneProblem(state: MicrophoneState): Problem | null {
  switch (state) {
    case 'granted':
      return null;
    case 'prompt':
      return { code: 'microphone-not-asked' };
    case 'denied':
      return { code: 'microphone-blocked' };
    case 'missing':
      return { code: 'microphone-missing' };
  }
}

const permissionStatus = () => navigator.permissions.query({ name: 'microphone' });
