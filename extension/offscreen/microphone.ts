/** Whether the microphone can be used, seen from the one page that will use it. */
import type { MicrophoneState } from '../protocol/engine-events.ts';
import type { Problem } from '../../shared/problem.ts';

/** The prompt cannot appear here (an offscreen page has no window), so the permission is only ever read. */
export async function lookAtMicrophone(): Promise<MicrophoneState> {
  const [permission, devices] = await Promise.all([permissionStatus(), navigator.mediaDevices.enumerateDevices()]);
  if (permission.state !== 'granted') return permission.state;
  return devices.some((device) => device.kind === 'audioinput') ? 'granted' : 'missing';
}

let lastSeen: MicrophoneState | undefined;

/** What the last look or change showed: a call does not wait for the devices to be counted again. */
export const microphoneNow = async (): Promise<MicrophoneState> => lastSeen ?? lookAtMicrophone();

/** Calls `moved` with the state now and whenever the permission or the devices change. */
export async function watchMicrophone(moved: (state: MicrophoneState) => void): Promise<void> {
  const look = async () => {
    const state = await lookAtMicrophone();
    if (state !== lastSeen) moved((lastSeen = state));
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
