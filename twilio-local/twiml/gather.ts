/** <Gather>: collects keys while its nested verbs play. */
import { concatSounds } from '../audio/sounds.ts';
import { soundOf } from './speech.ts';
import { addressOf, methodOf, numberOf, playTo, warn, type Run, type Verb } from './verb.ts';
import type { Element } from './xml.ts';

/** `finishedOnKey` is empty when a timeout or the number of digits ended the keys. */
type Collected = { keys: string; finishedOnKey: string };

/** Plays the nested verbs, then calls `onOver`. */
async function prompt(run: Run, { children }: Element, onOver: () => void): Promise<void> {
  const sounds = await Promise.all(children.map((child) => soundOf(run, child)));
  await playTo(run, concatSounds(...sounds));
  onOver();
}

/**
 * Resolves with the pressed keys. The timeout starts at the end of the prompt and restarts with each key.
 * The first key stops the prompt.
 */
function collect(run: Run, element: Element): Promise<Collected> {
  const { numDigits, timeout, finishOnKey = '#' } = element.attributes;
  const maxDigits = numberOf(numDigits, Number.POSITIVE_INFINITY, 1);
  const { audio } = run.call.endpoint;
  return new Promise((resolve) => {
    let keys = '';
    let timer: NodeJS.Timeout | undefined;
    const settle = (finishedOnKey: string) => {
      clearTimeout(timer);
      unsubscribe();
      run.signal.removeEventListener('abort', stop);
      audio.stopPlaying();
      resolve({ keys, finishedOnKey });
    };
    const stop = () => settle('');
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, numberOf(timeout, 5) * 1000);
    };
    const unsubscribe = audio.onKey((key) => {
      if (finishOnKey !== '' && finishOnKey.includes(key)) return settle(key);
      keys += key;
      if (keys.length >= maxDigits) return settle('');
      audio.stopPlaying();
      restart();
    });
    run.signal.addEventListener('abort', stop, { once: true });
    void prompt(run, element, () => {
      if (keys === '' && !run.signal.aborted) restart();
    });
  });
}

export const gather: Verb = async (run, element) => {
  const { attributes } = element;
  run.call.answer();
  if (attributes.input && !attributes.input.includes('dtmf')) warn(run, 13330, 'Only input="dtmf" is heard here; speech is not.');
  const { keys, finishedOnKey } = await collect(run, element);
  if (run.signal.aborted) return undefined;
  if (keys === '' && attributes.actionOnEmptyResult !== 'true') return undefined;
  const extra = { Digits: keys, FinishedOnKey: finishedOnKey, msg: 'Gather End' };
  return { goTo: { url: addressOf(run, attributes.action), method: methodOf(attributes.method), extra } };
};
