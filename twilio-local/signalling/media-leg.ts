/** The audio path to one browser: PCMU over WebRTC. */
import { MediaStreamTrack, type RTCPeerConnection } from 'werift';
import type { AudioClock } from '../audio/audio-clock.ts';
import { createAudioEnd, type AudioEnd, type AudioEndControl } from '../audio/audio-end.ts';
import { decodeMulaw } from '../audio/g711.ts';
import { keyTones } from '../audio/sounds.ts';
import { createPacketWriter, openPeer } from './peer.ts';
import { hasAudio, telephoneEventType, withoutWideTelephoneEvents } from './sdp.ts';
import { createKeyReader } from './telephone-event.ts';

export type MediaLeg = {
  audio: AudioEnd;
  /** Answers the browser's offer, the first or a later one (ICE restart); gives our SDP. Rejects an offer without audio. */
  answer(offerSdp: string): Promise<string>;
  /** Offers to the browser; gives our SDP. */
  offer(): Promise<string>;
  /** Takes the browser's answer to our offer. */
  accept(answerSdp: string): Promise<void>;
  /** Starts the audio: one frame every 20 ms to the browser. */
  start(): void;
  /** Milliseconds since the browser's last packet, or since `start` without one. */
  msSincePacket(): number;
  /** A key that the browser sent as a signalling message. */
  pressKey(key: string): void;
  close(): void;
};

type Receiver = {
  /** The payload type of the browser's telephone events. */
  telephoneEvent: number;
  lastPacketAt: number;
};

/** Passes the browser's packets to the audio end. */
function receivePackets(peer: RTCPeerConnection, audio: AudioEndControl, isBlackHoled: () => boolean): Receiver {
  const receiver: Receiver = { telephoneEvent: 101, lastPacketAt: 0 };
  const readKey = createKeyReader(audio.emitKey);
  peer.onTrack.subscribe((remote) => {
    remote.onReceiveRtp.subscribe(({ header, payload }) => {
      if (isBlackHoled()) return;
      receiver.lastPacketAt = Date.now();
      if (header.payloadType === receiver.telephoneEvent) readKey(header.timestamp, payload);
      else if (header.payloadType === 0) audio.emitFrame(decodeMulaw(payload));
    });
  });
  return receiver;
}

async function answerOffer(peer: RTCPeerConnection, sdp: string): Promise<string> {
  const restarted = peer.remoteDescription !== null;
  await peer.setRemoteDescription({ type: 'offer', sdp });
  await peer.setLocalDescription(await peer.createAnswer());
  // werift does not check its candidate pairs again after an ICE restart of the browser, and would stay silent.
  // When that fails too, the browser restarts again.
  if (restarted) peer.iceTransports[0]?.connection.connect().catch(() => undefined);
  return peer.localDescription?.sdp ?? '';
}

export function openMediaLeg(audioClock: AudioClock, isBlackHoled: () => boolean): MediaLeg {
  const peer = openPeer(isBlackHoled);
  const track = new MediaStreamTrack({ kind: 'audio' });
  const writePacket = createPacketWriter(track);
  let stopTicks: (() => void) | undefined;
  let closed = false;
  const audio: AudioEnd & AudioEndControl = createAudioEnd({
    receiveFrame: (frame) => {
      if (!isBlackHoled() && !closed) writePacket(frame);
    },
    receiveKey: (key) => audio.interrupt(keyTones(key)),
  });
  peer.addTransceiver(track, { direction: 'sendrecv' });
  const receiver = receivePackets(peer, audio, isBlackHoled);

  return {
    audio,
    async answer(offerSdp) {
      if (!hasAudio(offerSdp)) throw new Error('The offer has no audio.');
      const sdp = withoutWideTelephoneEvents(offerSdp);
      receiver.telephoneEvent = telephoneEventType(sdp);
      return answerOffer(peer, sdp);
    },
    async offer() {
      await peer.setLocalDescription(await peer.createOffer());
      return peer.localDescription?.sdp ?? '';
    },
    async accept(answerSdp) {
      if (!hasAudio(answerSdp)) throw new Error('The answer has no audio.');
      receiver.telephoneEvent = telephoneEventType(answerSdp);
      await peer.setRemoteDescription({ type: 'answer', sdp: answerSdp });
    },
    start() {
      if (stopTicks || closed) return;
      receiver.lastPacketAt = Date.now();
      stopTicks = audioClock.onTick(audio.tick);
    },
    msSincePacket: () => Date.now() - receiver.lastPacketAt,
    pressKey: audio.emitKey,
    close() {
      closed = true;
      stopTicks?.();
      audio.stopPlaying();
      void peer.close();
    },
  };
}
