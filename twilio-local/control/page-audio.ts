/** Audio between the page and a simulated phone: 16-bit samples, 8000 a second, over a WebSocket. */
import type { WebSocket } from 'ws';
import { frameSamples } from '../audio/frame.ts';
import type { AudioSource } from '../phones/audio-source.ts';
import type { Phone } from '../phones/phone.ts';
import type { EventLog } from './event-log.ts';

const maxMessageBytes = 64_000;
/** Frames for a page that reads too slowly are dropped beyond this. */
const maxBufferedBytes = 64_000;

/** Binary messages are the audio of the phone's microphone; the socket gets the audio that the phone receives. */
export function attachPageAudio(phone: Phone, socket: WebSocket, events: EventLog): void {
  // A page without a microphone only listens: the phone's script plays until the first audio arrives.
  let microphone: ReturnType<AudioSource['connectMicrophone']> | undefined;
  let pending = Buffer.alloc(0);
  const unsubscribe = phone.audio.onFrame((frame) => {
    if (socket.bufferedAmount < maxBufferedBytes) socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary || data.length > maxMessageBytes) return;
    if (!microphone) {
      microphone = phone.audio.source.connectMicrophone();
      events.record('microphone', { number: phone.number });
    }
    pending = Buffer.concat([pending, data]);
    while (pending.length >= frameSamples * 2) {
      const frame = Int16Array.from({ length: frameSamples }, (_, index) => pending.readInt16LE(index * 2));
      pending = pending.subarray(frameSamples * 2);
      microphone.push(frame);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    unsubscribe();
    microphone?.disconnect();
  });
}
