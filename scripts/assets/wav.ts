/** Writes sound as a mono 16-bit WAV file. */

/** @param wave the sound at a time in seconds, -1 to 1; louder values are clipped. */
export function wavOf(seconds: number, sampleRate: number, wave: (time: number) => number): Buffer {
  const samples = Math.round(seconds * sampleRate);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) {
    const loudness = Math.max(-1, Math.min(1, wave(index / sampleRate)));
    wav.writeInt16LE(Math.round(loudness * 32_767), 44 + index * 2);
  }
  return wav;
}
