/** A person's voice: sound between the page and a simulated phone, as 16-bit samples, 8000 a second, over a WebSocket. */
import type { WebSocket } from 'ws';
import { frameSamples } from '../audio/frame.ts';
import type { EventLog } from './event-log.ts';
import type { Phone } from '../phones/phone.ts';

/** Sound that arrives is what the phone says; sound that is sent is what it hears. A text frame is neither and is left. */
export function servePageAudio(phone: Phone, socket: WebSocket, events: EventLog): void {
  // A page without a microphone only listens: the phone's script goes on speaking until there is something to say.
  let microphone: ReturnType<Phone['audioSource']['connectMicrophone']> | undefined;
  let rest = Buffer.alloc(0);
  const stopListening = phone.onFrame((frame) => {
    if (socket.bufferedAmount < 64_000) socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary || data.length > 64_000) return;
    if (!microphone) {
      microphone = phone.audioSource.connectMicrophone();
      events.record('microphone', { number: phone.number });
    }
    rest = Buffer.concat([rest, data]);
    while (rest.length >= frameSamples * 2) {
      const frame = Int16Array.from({ length: frameSamples }, (_, index) => rest.readInt16LE(index * 2));
      rest = rest.subarray(frameSamples * 2);
      microphone.push(frame);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    stopListening();
    microphone?.disconnect();
  });
}
