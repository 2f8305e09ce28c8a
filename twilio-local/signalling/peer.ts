/** The WebRTC peer of one browser: PCMU on the loopback address. */
import { RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket, type MediaStreamTrack } from 'werift';
import { frameSamples, type Frame } from '../audio/frame.ts';
import { encodeMulaw } from '../audio/g711.ts';

export function openPeer(isBlackHoled: () => boolean): RTCPeerConnection {
  return new RTCPeerConnection({
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
        new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, channels: 1, payloadType: 101 }),
      ],
    },
    // Full ICE: with iceLite the browser never receives our packets when we send the offer.
    iceLite: false,
    // Only the loopback address, so that the peer works the same with and without a network.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceServers: [],
    // A black hole drops the connectivity checks too, as a firewall that blocks UDP does.
    iceFilterStunResponse: () => !isBlackHoled(),
  });
}

/** Writes frames as RTP packets of one stream. */
export function createPacketWriter(track: MediaStreamTrack): (frame: Frame) => void {
  let sequenceNumber = 1;
  let timestamp = 0;
  return (frame) => {
    const header = new RtpHeader({ payloadType: 0, sequenceNumber, timestamp, marker: sequenceNumber === 1 });
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    timestamp = (timestamp + frameSamples) >>> 0;
    track.writeRtp(new RtpPacket(header, Buffer.from(encodeMulaw(frame))));
  };
}
