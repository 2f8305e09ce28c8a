import { expect, test } from 'vitest';
import { telephoneEventType, withoutWideTelephoneEvents } from './sdp.ts';

const offer = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 110 126',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=fmtp:110 0-15',
  'a=rtpmap:126 telephone-event/8000',
].join('\r\n');

test('only the telephone events at 8 kHz stay in an offer', () => {
  const sdp = withoutWideTelephoneEvents(offer);
  expect(sdp.split('\r\n')).toEqual(['m=audio 9 UDP/TLS/RTP/SAVPF 0 126', 'a=rtpmap:0 PCMU/8000', 'a=rtpmap:126 telephone-event/8000']);
  expect(telephoneEventType(sdp)).toBe(126);
});
