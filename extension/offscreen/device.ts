/** The SDK's Device with the options of this product: made, registered, given its audio devices, destroyed. */
import { Call, Device, type TwilioError } from '@twilio/voice-sdk';
import { createEarlyMicrophone, type EarlyMicrophone } from './audio/early-microphone.ts';
import { monitoredPeerConnection } from './audio/monitored-peer-connection.ts';
import { sounds } from './audio/sounds.ts';
import { activateCall, releaseCall } from './second-call-audio.ts';

/** Device ids of the browser; '' is its default. */
export type AudioDevices = { microphoneId: string; speakerId: string };

export type DeviceCallbacks = {
  onRegistered: () => void;
  onUnregistered: () => void;
  onIncoming: (call: Call) => void;
  onError: (error: TwilioError.TwilioError, call?: Call) => void;
  /** No media passes between this browser and Twilio for a call that is being set up. */
  onMediaStuck: () => void;
  /** The Device is about to be destroyed, and ends its active call alone. */
  onDestroying: () => void;
};

/** The audio of several live calls. */
export type CallAudio = {
  /** Makes room for a second call. Resolves with the microphone of `call`, to be stopped at its end. */
  release: (call: Call) => Promise<MediaStream | null>;
  /** `call` is spoken on again, with the present devices. */
  activate: (call: Call) => Promise<void>;
  /** No call is live any more. */
  closeMicrophone: () => Promise<void>;
};

export type DeviceHolder = ReturnType<typeof createDeviceHolder>;

/** Holds at most one Device. */
export function createDeviceHolder(callbacks: DeviceCallbacks) {
  let device: Device | null = null;
  let audioDevices: AudioDevices = { microphoneId: '', speakerId: '' };
  let starting: Promise<void> = Promise.resolve();
  const earlyMicrophone = createEarlyMicrophone();

  const start = async (made: Device) => {
    await applyAudioDevices(made, audioDevices);
    // Not waited for: it can stay pending for ever. Its failures arrive as `error` events; a rejection says nothing more.
    made.register().catch(() => undefined);
  };

  return {
    current: () => device,
    isRegistered: () => device?.state === Device.State.Registered,
    make(token: string) {
      device = newDevice(token, callbacks, earlyMicrophone);
      starting = start(device);
    },
    /** Opens the microphone for a call that is about to be placed. The SDK keeps a chosen one open itself. */
    openMicrophone() {
      if (device && !device.audio?.inputDevice) earlyMicrophone.open();
    },
    /** Resolves when registration has begun, not when it is done. */
    started: () => starting,
    updateToken: (token: string) => device?.updateToken(token),
    async useAudioDevices(chosen: AudioDevices) {
      audioDevices = chosen;
      if (device) await applyAudioDevices(device, chosen);
    },
    callAudio: {
      release: async (call: Call) => (device ? releaseCall(device, call) : null),
      async activate(call: Call) {
        if (!device) return;
        await activateCall(device, call);
        await applyAudioDevices(device, audioDevices);
      },
      /** The chosen microphone is kept open, every other is closed. */
      async closeMicrophone() {
        if (device?.audio?.inputDevice) await applyAudioDevices(device, audioDevices);
      },
    } satisfies CallAudio,
    destroy() {
      callbacks.onDestroying();
      const old = device;
      device = null;
      old?.removeAllListeners();
      // An emitter throws on an `error` event without a listener.
      old?.on('error', () => undefined);
      old?.destroy();
    },
  };
}

function newDevice(token: string, callbacks: DeviceCallbacks, { getUserMedia }: EarlyMicrophone): Device {
  const { onRegistered, onUnregistered, onIncoming, onError, onMediaStuck } = callbacks;
  const device = new Device(token, {
    sounds,
    logLevel: 'silent',
    enableImprovedSignalingErrorPrecision: true,
    maxCallSignalingTimeoutMs: 30_000,
    allowIncomingWhileBusy: true,
    appName: 'hatif',
    RTCPeerConnection: monitoredPeerConnection(onMediaStuck),
    getUserMedia,
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
  });
  // ringer.ts plays the ring instead: it obeys the settings, and a probe call must not be heard.
  device.audio?.incoming(false);
  device.on('registered', onRegistered);
  device.on('unregistered', onUnregistered);
  device.on('incoming', onIncoming);
  device.on('error', onError);
  return device;
}

/** A device that is gone leaves the browser's default in use. */
async function applyAudioDevices({ audio }: Device, { microphoneId, speakerId }: AudioDevices): Promise<void> {
  if (!audio) return;
  const input = audio.availableInputDevices.has(microphoneId) ? microphoneId : '';
  await (input ? audio.setInputDevice(input) : audio.unsetInputDevice()).catch(() => undefined);
  const output = audio.availableOutputDevices.has(speakerId) ? speakerId : 'default';
  await audio.speakerDevices.set(output).catch(() => undefined);
}
