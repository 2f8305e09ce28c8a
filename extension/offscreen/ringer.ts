/** What is heard when somebody calls: a ring until told otherwise, or one soft beep, through the device chosen for ringing. */
import { sounds } from './sounds.ts';

const beepHz = 620;
const beepSeconds = 0.18;
const beepLoudness = 0.06;

export function createRinger() {
  const ring = new Audio(sounds.incoming);
  ring.loop = true;
  let device = '';

  const beep = async () => {
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: beepLoudness });
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
    /** @param deviceId a device of the browser; '' is its default, and so is one that is gone. */
    async useDevice(deviceId: string) {
      device = deviceId;
      await ring.setSinkId(deviceId).catch(() => ring.setSinkId('').catch(() => undefined));
    },
    sound(kind: 'ring' | 'beep' | 'none') {
      if (kind === 'ring') return void ring.play().catch(() => undefined);
      stop();
      if (kind === 'beep') void beep();
    },
    rings: () => !ring.paused,
  };
}
