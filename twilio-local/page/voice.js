/** A person's voice at a simulated phone: the microphone is sent to the phone, the phone's audio is played. */
import { control } from './control.js';

const joined = new Map();

/** Without a microphone, or without permission to use it, the person listens and the sample voice speaks. */
async function openMicrophone(audioContext, socket) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const microphone = new AudioWorkletNode(audioContext, 'microphone', { numberOfOutputs: 0 });
    microphone.port.addEventListener('message', ({ data }) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    });
    microphone.port.start();
    audioContext.createMediaStreamSource(stream).connect(microphone);
    return () => stream.getTracks().forEach((track) => track.stop());
  } catch {
    return () => undefined;
  }
}

/** Connects the audio of this computer to the phone. */
export async function joinVoice(number) {
  if (joined.has(number)) return;
  const cleanups = [];
  joined.set(number, () => cleanups.forEach((cleanUp) => cleanUp()));
  const audioContext = new AudioContext({ sampleRate: 8000 });
  cleanups.push(() => void audioContext.close());
  await audioContext.audioWorklet.addModule('voice-worklet.js');
  const earpiece = new AudioWorkletNode(audioContext, 'earpiece', { numberOfInputs: 0 });
  earpiece.connect(audioContext.destination);
  const socket = new WebSocket(control.audioUrl(number));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => earpiece.port.postMessage(data, [data]));
  cleanups.push(() => socket.close());
  const closeMicrophone = await openMicrophone(audioContext, socket);
  if (joined.has(number)) cleanups.push(closeMicrophone);
  else closeMicrophone();
}

export function leaveVoice(number) {
  const leave = joined.get(number);
  joined.delete(number);
  leave?.();
}
