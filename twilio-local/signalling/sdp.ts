/** Session descriptions of the browser, as werift needs them. */

export const hasAudio = (sdp: string) => /^m=audio /m.test(sdp);

/** The payload type of telephone events at 8 kHz. */
export function telephoneEventType(sdp: string): number {
  return Number(/^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1] ?? 101);
}

/** Removes payload types from the `m=audio` line, whose first three fields are the medium, the port and the protocol. */
function withoutTypes(mediaLine: string, types: (string | undefined)[]): string {
  return mediaLine
    .split(' ')
    .filter((field, index) => index < 3 || !types.includes(field))
    .join(' ');
}

/** Keeps only the 8 kHz telephone-event in an offer: werift matches it by name alone and would take the 48 kHz one. */
export function withoutWideTelephoneEvents(sdp: string): string {
  const wide = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event\/(?!8000)\d+/gm)].map((match) => match[1]);
  const isWide = (line: string) => wide.some((type) => new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${type}\\b`).test(line));
  return sdp
    .split('\r\n')
    .filter((line) => !isWide(line))
    .map((line) => (line.startsWith('m=audio') ? withoutTypes(line, wide) : line))
    .join('\r\n');
}
