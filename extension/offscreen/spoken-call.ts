/** Which of the live calls is spoken on. The others are aside: on hold at the backend, each with a silent microphone of its own. */
import type { Call } from '@twilio/voice-sdk';
import type { EngineCall } from '../protocol/engine-events.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import type { CallAudio } from './device.ts';

export type SpokenCall = {
  call: Call;
  known: EngineCall;
  /** The microphone of a call that was set aside. */
  ownMicrophone?: MediaStream | null;
};

/** One change at a time: each of them waits for the microphone. */
export function createSpeaking(live: ReadonlyMap<string, SpokenCall>, audio: CallAudio) {
  const enqueue = createSerialQueue();
  const isLive = ({ known, call }: SpokenCall) => live.get(known.callId)?.call === call;

  const setAside = async (one: SpokenCall) => {
    if (one.known.aside) return;
    const microphone = await audio.release(one.call);
    if (!isLive(one)) return stop(microphone);
    one.known.aside = true;
    one.ownMicrophone = microphone;
    one.call.mute(true);
  };

  const bringBack = async (one: SpokenCall) => {
    if (!one.known.aside) return;
    // A call with the device that it had is better than a silent one.
    await audio.activate(one.call).catch(() => undefined);
    one.call.mute(one.known.muted);
    one.known.aside = false;
    const isInUse = one.ownMicrophone?.getTracks().some((track) => one.call.getLocalStream()?.getTracks().includes(track));
    if (!isInUse) stop(one.ownMicrophone);
  };

  const change = (callId: string, run: (one: SpokenCall) => Promise<void>) =>
    enqueue(async () => {
      const one = live.get(callId);
      if (one) await run(one);
    });

  const ensureSpoken = async () => {
    const all = [...live.values()];
    const last = all.at(-1);
    if (last && all.every(({ known }) => known.aside)) await change(last.known.callId, bringBack);
  };

  return {
    setAside: (callId: string) => change(callId, setAside),
    /** Sets the other calls aside. */
    async speakOn(callId: string) {
      if (!live.has(callId)) return;
      for (const other of live.keys()) if (other !== callId) await change(other, setAside);
      await change(callId, bringBack);
    },
    /** Where all calls are aside, the last one is spoken on. */
    ensureSpoken,
    async onRemoved({ ownMicrophone }: SpokenCall) {
      stop(ownMicrophone);
      if (live.size === 0) await audio.closeMicrophone();
      else await ensureSpoken();
    },
  };
}

function stop(stream: MediaStream | null | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
