/** Reads pressed keys from RFC 4733 telephone-event packets. */

const keys = '0123456789*#ABCD';

/** Reports each key once, at its first packet: all packets of one press have the same timestamp. */
export function createKeyReader(onKey: (key: string) => void): (timestamp: number, payload: Uint8Array) => void {
  let last: number | undefined;
  return (timestamp, payload) => {
    const key = payload.length >= 4 ? keys[payload[0] ?? 255] : undefined;
    if (key === undefined || timestamp === last) return;
    last = timestamp;
    onKey(key);
  };
}
