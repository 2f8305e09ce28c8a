/**
 * Two live calls on one Device. The SDK knows one: it hangs up its "active call" before another is accepted, and gives a
 * change of microphone or speaker to that call alone (2.18.5: device.js, `_makeCall` and `_updateInputStream`). It has no
 * public way around that, so this file uses its private members; versions are pinned, and e2e/second-call.spec.ts fails when
 * the SDK changes.
 */
/* oxlint-disable no-underscore-dangle */
import type { Call, Device } from '@twilio/voice-sdk';

type DeviceInternals = {
  _activeCall: Call | null;
  _preferredURI: string | null;
  _stream: { updatePreferredURI: (uri: string | null) => void } | null;
};
type CallInternals = { _setInputTracksFromStream: (stream: MediaStream) => Promise<void> };

const internalsOf = (device: Device) => device as unknown as DeviceInternals;

/**
 * Releases a live call from the Device, so that another call can be accepted.
 * @returns the call's own microphone, which the caller stops at the end of the call.
 */
export async function releaseCall(device: Device, call: Call): Promise<MediaStream> {
  await selectMicrophone(device);
  // Calls with a selected microphone share its track. Without one, the end of any call stops the track that was opened last
  // (2.18.5: audiohelper.js, `_stopDefaultInputDeviceStream`).
  const own = new MediaStream(
    call
      .getLocalStream()
      ?.getAudioTracks()
      .map((track) => track.clone()) ?? [],
  );
  await useMicrophone(call, own);
  const internals = internalsOf(device);
  if (internals._activeCall === call) internals._activeCall = null;
  return own;
}

/** Makes a released call the active one again, with the microphone that is selected now. */
export async function activateCall(device: Device, call: Call): Promise<void> {
  const internals = internalsOf(device);
  internals._activeCall = call;
  // As the SDK does at the answer: after a loss of the connection it returns to the edge of the call.
  internals._stream?.updatePreferredURI(internals._preferredURI);
  const selected = device.audio?.inputStream;
  if (selected) await useMicrophone(call, selected);
}

/**
 * A call that comes back takes the microphone of that moment, which the SDK knows of a selected one alone; of the default
 * device it follows changes where that is selected.
 */
async function selectMicrophone({ audio }: Device): Promise<void> {
  if (!audio || audio.inputDevice) return;
  const [first] = audio.availableInputDevices.keys();
  const id = audio.availableInputDevices.has('default') ? 'default' : first;
  if (id !== undefined) await audio.setInputDevice(id);
}

const useMicrophone = (call: Call, stream: MediaStream) => (call as unknown as CallInternals)._setInputTracksFromStream(stream);
