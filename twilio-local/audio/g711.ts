/** G.711 µ-law (PCMU), the codec of telephone networks: ITU-T recommendation G.711. */

const bias = 0x84;
const clip = 32635;

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const segment = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | mantissa) & 0xff;
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + bias) << ((bits >> 4) & 0x07)) - bias;
  return bits & 0x80 ? -magnitude : magnitude;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));
const encoded = Uint8Array.from({ length: 65536 }, (_, index) => encodeSample(index - 32768));

/** Encodes each 16-bit sample as one µ-law byte. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => encoded[sample + 32768] ?? 0xff);
}

/** Decodes each µ-law byte to one 16-bit sample. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => decoded[byte] ?? 0);
}
