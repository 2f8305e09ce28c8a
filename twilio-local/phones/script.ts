/** The timed part of a simulated phone: when it answers, which keys it presses, when it hangs up. */
import type { Phone } from './phone.ts';

export type Script = {
  /** It rings (or its script changed while it rings). */
  ring(): void;
  /** The call is connected. */
  talk(): void;
  stop(): void;
};

const firstKeyMs = 1000;
const keyMs = 300;
const waitMs = 500;

export function followScript(phone: Phone): Script {
  let timers: NodeJS.Timeout[] = [];

  function stop(): void {
    timers.forEach(clearTimeout);
    timers = [];
  }

  function after(ms: number, act: () => void): void {
    timers.push(setTimeout(act, ms));
  }

  return {
    ring() {
      stop();
      const { answer, afterMs } = phone.behaviour;
      if (answer === 'yes' || answer === 'voicemail') after(afterMs, () => phone.answer());
      if (answer === 'reject' || answer === 'busy' || answer === 'invalid') after(afterMs, () => phone.hangUp());
    },
    talk() {
      stop();
      const { digits, hangUpAfterMs, answer } = phone.behaviour;
      let at = firstKeyMs;
      for (const key of answer === 'voicemail' ? '' : digits) {
        if (key !== 'w') after(at, () => phone.pressKeys(key));
        at += key === 'w' ? waitMs : keyMs;
      }
      if (hangUpAfterMs !== undefined) after(hangUpAfterMs, () => phone.hangUp());
    },
    stop,
  };
}
