/** A person's voice at a simulated phone: the microphone goes in, what the phone hears comes out. */
import { control } from './control.js';

const open = new Map();

/** Without a microphone, or without leave to use it, the person listens and the sample voice speaks. */
async function openMicrophone(context, socket) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const microphone = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 });
    microphone.port.addEventListener('message', ({ data }) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    });
    microphone.port.start();
    context.createMediaStreamSource(stream).connect(microphone);
    return () => stream.getTracks().forEach((track) => track.stop());
  } catch {
    return () => undefined;
  }
}

/** Joins this computer's sound to the phone. */
export async function joinVoice(number) {
  if (open.has(number)) return;
  const leaving = [];
  open.set(number, () => leaving.forEach((leave) => leave()));
  const context = new AudioContext({ sampleRate: 8000 });
  leaving.push(() => void context.close());
  await context.audioWorklet.addModule('voice-worklet.js');
  const earpiece = new AudioWorkletNode(context, 'earpiece', { numberOfInputs: 0 });
  earpiece.connect(context.destination);
  const socket = new WebSocket(control.audioUrl(number));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => earpiece.port.postMessage(data, [data]));
  leaving.push(() => socket.close());
  const closeMicrophone = await openMicrophone(context, socket);
  if (open.has(number)) leaving.push(closeMicrophone);
  else closeMicrophone();
}

export function leaveVoice(number) {
  const leave = open.get(number);
  open.delete(number);
  leave?.();
}
