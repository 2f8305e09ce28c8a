/** WAV files: PCM 16-bit out; PCM 8/16-bit and µ-law in. */
import { decodeMulaw } from './g711.ts';
import { sampleRate } from './frame.ts';

/**
 * Writes channels (each 16-bit samples, 8000 a second) as one WAV file.
 * Shorter channels are padded with silence.
 */
export function writeWav(channels: Int16Array[]): Buffer {
  const length = Math.max(0, ...channels.map((channel) => channel.length));
  const blockSize = channels.length * 2;
  const file = Buffer.alloc(44 + length * blockSize);
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(36 + length * blockSize, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * blockSize, 28);
  file.writeUInt16LE(blockSize, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(length * blockSize, 40);
  for (let at = 0; at < length; at++) {
    channels.forEach((channel, index) => file.writeInt16LE(channel[at] ?? 0, 44 + at * blockSize + index * 2));
  }
  return file;
}

type Format = { codec: number; channels: number; rate: number; bits: number };

function samplesOf(data: Buffer, format: Format): Int16Array {
  if (format.codec === 7) return decodeMulaw(data);
  if (format.codec === 1 && format.bits === 8) return Int16Array.from(data, (byte) => (byte - 128) << 8);
  if (format.codec === 1 && format.bits === 16) {
    return Int16Array.from({ length: data.length >> 1 }, (_, index) => data.readInt16LE(index * 2));
  }
  throw new Error(`A WAV file of codec ${format.codec} with ${format.bits} bits cannot be read; PCM 8/16-bit and µ-law can.`);
}

/** Reads a channel of a WAV file as 16-bit samples, 8000 a second (nearest sample). Throws on any other file. */
export function readWav(file: Buffer, channel = 0): Int16Array {
  if (file.toString('ascii', 0, 4) !== 'RIFF' || file.toString('ascii', 8, 12) !== 'WAVE') throw new Error('Not a WAV file.');
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('ascii', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + size);
    if (name === 'fmt ' && body.length >= 16) {
      format = { codec: body.readUInt16LE(0), channels: body.readUInt16LE(2), rate: body.readUInt32LE(4), bits: body.readUInt16LE(14) };
    }
    if (name === 'data' && format) {
      const { channels, rate } = format;
      if (channels === 0 || rate === 0) throw new Error('A WAV file without channels or rate.');
      const samples = samplesOf(body, format);
      const length = Math.floor((samples.length / channels) * (sampleRate / rate));
      return Int16Array.from({ length }, (_, index) => samples[Math.floor((index * rate) / sampleRate) * channels + channel] ?? 0);
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('A WAV file without sound data.');
}
