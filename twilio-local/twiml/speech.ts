/** The verbs that play audio to the caller: <Say>, <Play>, <Pause>. */
import type { Sound } from '../audio/frame.ts';
import { concatSounds, keyTones, murmur, musicHz, pause, soundFromSamples, speechSeconds, toneBursts } from '../audio/sounds.ts';
import { isMusicLibrary, loadSound } from './sound-file.ts';
import { addressOf, numberOf, playTo, whenAborted, warn, type Run, type Verb } from './verb.ts';
import { voiceProblemOf } from './voices.ts';
import type { Element } from './xml.ts';

/** `loop="0"` means without end; here, a thousand times. */
function repeated(times: number, make: () => Sound): Sound {
  return concatSounds(...Array.from({ length: times === 0 ? 1000 : Math.min(times, 1000) }, make));
}

/**
 * A murmur as long as the spoken text; a simulated phone shows the text.
 * A voice or language that Twilio lacks says nothing: the warning stands in the log already.
 */
function sayingSound({ context, call }: Run, { attributes, text }: Element): Sound {
  if (voiceProblemOf(attributes)) return pause(0);
  const speech = text.trim().replace(/\s+/g, ' ');
  context.events.record('said', { callSid: call.sid, words: speech });
  context.phones.findByCall(call.sid)?.showSpeech(speech);
  return repeated(numberOf(attributes.loop, 1), () => murmur(speechSeconds(text)));
}

async function playingSound(run: Run, { attributes, text }: Element): Promise<Sound> {
  if (attributes.digits) return keyTones(attributes.digits);
  const url = addressOf(run, text.trim());
  if (isMusicLibrary(url)) return toneBursts(musicHz.library);
  const samples = await loadSound(url);
  return repeated(numberOf(attributes.loop, 1), () => soundFromSamples(samples));
}

/** The sound of one <Say>, <Play> or <Pause>; a file that cannot be loaded is a warning (13520) and silence. */
export async function soundOf(run: Run, element: Element): Promise<Sound> {
  if (element.name === 'Say') return sayingSound(run, element);
  if (element.name === 'Pause') return pause(numberOf(element.attributes.length, 1));
  try {
    return await playingSound(run, element);
  } catch (error) {
    warn(run, 13520, error instanceof Error ? error.message : String(error));
    return pause(0);
  }
}

export const speak: Verb = async (run, element) => {
  run.call.answer();
  await playTo(run, await soundOf(run, element));
  return undefined;
};

/** A pause does not answer a call, so that it may precede <Reject>. */
export const pauseCall: Verb = async (run, { attributes }) => {
  const length = numberOf(attributes.length, 1);
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, length * 1000)));
  await Promise.race([waited, whenAborted(run.signal)]);
  clearTimeout(timer);
  return undefined;
};
