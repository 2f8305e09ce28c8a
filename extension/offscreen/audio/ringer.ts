/** Plays the sound of an incoming call through the device chosen for ringing: a ring until it is stopped, or one soft beep. */
import { sounds } from './sounds.ts';

const beepHz = 620;
const beepSeconds = 0.18;
const beepGain = 0.06;

export type Ringer = ReturnType<typeof createRinger>;

export function createRinger() {
  const ring = new Audio(sounds.incoming);
  ring.loop = true;
  let device = '';

  const beep = async () => {
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: beepGain });
    const tone = new OscillatorNode(context, { frequency: beepHz });
    // Not in TypeScript's DOM: https://developer.mozilla.org/docs/Web/API/AudioContext/setSinkId
    await (context as { setSinkId?: (id: string) => Promise<void> }).setSinkId?.(device).catch(() => undefined);
    tone.connect(gain).connect(context.destination);
    tone.addEventListener('ended', () => void context.close());
    tone.start();
    tone.stop(context.currentTime + beepSeconds);
  };

  const stop = () => {
    ring.pause();
    ring.currentTime = 0;
  };

  return {
    /** @param deviceId a device of the browser; '' is its default, which also replaces a device that is gone. */
    async useDevice(deviceId: string) {
      device = deviceId;
      await ring.setSinkId(deviceId).catch(() => ring.setSinkId('').catch(() => undefined));
    },
    sound(kind: 'ring' | 'beep' | 'none'): void {
      if (kind === 'ring') return void ring.play().catch(() => undefined);
      stop();
      if (kind === 'beep') void beep();
    },
  };
}
