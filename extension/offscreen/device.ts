/** The SDK's Device as the line wants it. */
import { Call, Device } from '@twilio/voice-sdk';
import { sounds } from './sounds.ts';
import { watchedConnection } from './monitored-peer-connection.ts';

/** Device ids of the browser; '' is its default. */
export type Devices = { microphoneId: string; speakerId: string };

/** @param mediaStuck no sound can pass between this browser and Twilio. */
export function newDevice(token: string, mediaStuck: () => void): Device {
  const device = new Device(token, {
    sounds,
    logLevel: 'silent',
    enableImprovedSignalingErrorPrecision: true,
    maxCallSignalingTimeoutMs: 30_000,
    allowIncomingWhileBusy: true,
    appName: 'hatif',
    RTCPeerConnection: watchedConnection(mediaStuck),
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
  });
  // Our own ringer rings: it knows when to be quiet, and a probe is never heard.
  device.audio?.incoming(false);
  return device;
}

/** Not waited for: it can stay pending for ever. Its failures arrive as `error` events; a rejection says nothing more. */
export function register(device: Device): void {
  device.register().catch(() => undefined);
}

/** A device that is gone leaves the browser's default in use. */
export async function useDevices({ audio }: Device, { microphoneId, speakerId }: Devices) {
  if (!audio) return;
  const input = audio.availableInputDevices.has(microphoneId) ? microphoneId : '';
  await (input ? audio.setInputDevice(input) : audio.unsetInputDevice()).catch(() => undefined);
  const output = audio.availableOutputDevices.has(speakerId) ? speakerId : 'default';
  await audio.speakerDevices.set(output).catch(() => undefined);
}
