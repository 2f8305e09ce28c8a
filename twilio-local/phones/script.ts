/** The timed actions of a simulated phone: when it answers, which keys it presses, when it hangs up. */
import type { Behaviour } from './behaviour.ts';

export type Script = {
  /** The phone rings, or its behaviour changed while it rings. */
  onRinging(): void;
  onConnected(): void;
  stop(): void;
};

/** The actions of a phone that a script runs. */
export type ScriptedPhone = {
  behaviour: () => Behaviour;
  answer: () => void;
  hangUp: () => void;
  pressKeys: (keys: string) => void;
};

const firstKeyMs = 1000;
const keyMs = 300;
const waitMs = 500;

export function createScript(phone: ScriptedPhone): Script {
  let timers: NodeJS.Timeout[] = [];

  function stop(): void {
    timers.forEach(clearTimeout);
    timers = [];
  }

  function after(ms: number, action: () => void): void {
    timers.push(setTimeout(action, ms));
  }

  return {
    onRinging() {
      stop();
      const { answer, afterMs } = phone.behaviour();
      if (answer === 'yes' || answer === 'voicemail') after(afterMs, phone.answer);
      if (answer === 'reject' || answer === 'busy' || answer === 'invalid') after(afterMs, phone.hangUp);
    },
    onConnected() {
      stop();
      const { digits, hangUpAfterMs, answer } = phone.behaviour();
      let at = firstKeyMs;
      for (const key of answer === 'voicemail' ? '' : digits) {
        if (key !== 'w') after(at, () => phone.pressKeys(key));
        at += key === 'w' ? waitMs : keyMs;
      }
      if (hangUpAfterMs !== undefined) after(hangUpAfterMs, phone.hangUp);
    },
    stop,
  };
}
