/** The sound path to one browser: PCMU over WebRTC, bound to the loopback address. */
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { createAudioEnd, type AudioEnd } from '../audio/audio-end.ts';
import { decodeMulaw, encodeMulaw } from '../audio/g711.ts';
import { frameSamples, type Frame } from '../audio/frame.ts';
import { keyTones } from '../audio/sounds.ts';
import type { AudioClock } from '../audio/audio-clock.ts';
import { createKeyReader } from './telephone-event.ts';

export type MediaLeg = {
  audio: AudioEnd;
  /** Answers the browser's offer, first or again (ICE restart); gives our SDP. Rejects on an offer without audio. */
  answer(offerSdp: string): Promise<string>;
  /** Offers to the browser; gives our SDP. */
  offer(): Promise<string>;
  /** Takes the browser's answer to our offer. */
  accept(answerSdp: string): Promise<void>;
  /** Starts the sound: one frame every 20 ms to the browser. */
  start(): void;
  /** Milliseconds since the browser's last packet, counted from `start` when there was none. */
  msSincePacket(): number;
  /** A key the browser sent as a signalling message. */
  pressKey(key: string): void;
  close(): void;
};

/** Only the 8 kHz telephone-event may stay in an offer: werift matches it by name alone and would take the 48 kHz one. */
function withoutWideTelephoneEvents(sdp: string): string {
  const wide = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event\/(?!8000)\d+/gm)].map((match) => match[1]);
  return sdp
    .split('\r\n')
    .filter((line) => !wide.some((type) => new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${type}\\b`).test(line)))
    .map((line) =>
      line.startsWith('m=audio')
        ? line
            .split(' ')
            .filter((word, index) => index < 3 || !wide.includes(word))
            .join(' ')
        : line,
    )
    .join('\r\n');
}

function telephoneEventType(sdp: string): number {
  return Number(/^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1] ?? 101);
}

function openPeer(blackHoled: () => boolean): RTCPeerConnection {
  return new RTCPeerConnection({
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 }),
        new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, channels: 1, payloadType: 101 }),
      ],
    },
    // Full ICE: with iceLite the browser never hears us when we are the one who offers.
    iceLite: false,
    // No address of the machine's networks, the loopback alone: the same with and without a network.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceServers: [],
    // A black hole swallows the connectivity checks too, as a firewall that blocks UDP does.
    iceFilterStunResponse: () => !blackHoled(),
  });
}

/** Writes frames as RTP packets of one stream. */
function createPacketWriter(track: MediaStreamTrack): (frame: Frame) => void {
  let sequenceNumber = 1;
  let timestamp = 0;
  return (frame) => {
    const header = new RtpHeader({ payloadType: 0, sequenceNumber, timestamp, marker: sequenceNumber === 1 });
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    timestamp = (timestamp + frameSamples) >>> 0;
    track.writeRtp(new RtpPacket(header, Buffer.from(encodeMulaw(frame))));
  };
}

export function openMediaLeg(audioClock: AudioClock, blackHoled: () => boolean): MediaLeg {
  const peer = openPeer(blackHoled);
  const track = new MediaStreamTrack({ kind: 'audio' });
  const write = createPacketWriter(track);
  const readKey = createKeyReader((key) => end.emitKey(key));
  let telephoneEvent = 101;
  let lastPacketAt = 0;
  let leave: (() => void) | undefined;
  let closed = false;
  const end = createAudioEnd({
    receiveFrame: (frame) => {
      if (!blackHoled() && !closed) write(frame);
    },
    receiveKey: (key) => end.interrupt(keyTones(key)),
  });

  peer.addTransceiver(track, { direction: 'sendrecv' });
  peer.onTrack.subscribe((remote) => {
    remote.onReceiveRtp.subscribe((packet) => {
      if (blackHoled()) return;
      lastPacketAt = Date.now();
      if (packet.header.payloadType === telephoneEvent) readKey(packet.header.timestamp, packet.payload);
      else if (packet.header.payloadType === 0) end.emitFrame(decodeMulaw(packet.payload));
    });
  });

  async function answer(offerSdp: string): Promise<string> {
    if (!/^m=audio /m.test(offerSdp)) throw new Error('The offer has no audio.');
    const restarted = peer.remoteDescription !== null;
    const sdp = withoutWideTelephoneEvents(offerSdp);
    telephoneEvent = telephoneEventType(sdp);
    await peer.setRemoteDescription({ type: 'offer', sdp });
    await peer.setLocalDescription(await peer.createAnswer());
    // werift does not check its candidate pairs again after the browser restarted ICE, and would stay silent.
    // When that fails too, the browser restarts again.
    if (restarted) peer.iceTransports[0]?.connection.connect().catch(() => undefined);
    return peer.localDescription?.sdp ?? '';
  }

  return {
    audio: end,
    answer,
    async offer() {
      await peer.setLocalDescription(await peer.createOffer());
      return peer.localDescription?.sdp ?? '';
    },
    async accept(answerSdp) {
      if (!/^m=audio /m.test(answerSdp)) throw new Error('The answer has no audio.');
      telephoneEvent = telephoneEventType(answerSdp);
      await peer.setRemoteDescription({ type: 'answer', sdp: answerSdp });
    },
    start() {
      if (leave || closed) return;
      lastPacketAt = Date.now();
      leave = audioClock.onTick(end.tick);
    },
    msSincePacket: () => Date.now() - lastPacketAt,
    pressKey: end.emitKey,
    close() {
      closed = true;
      leave?.();
      end.stopPlaying();
      void peer.close();
    },
  };
}
