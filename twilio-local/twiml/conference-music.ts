/** The music of conferences: Twilio's own, a sound file, or a document of <Play>, <Say>, <Pause> and <Redirect>. */
import { musicHz, pause, soundFromSamples, toneBursts } from '../audio/sounds.ts';
import type { Call } from '../calls/call.ts';
import type { MusicPlayer } from '../conferences/participant.ts';
import type { TwilioContext } from '../context.ts';
import { isFailure, readDocument, type TwimlFailure } from './document.ts';
import { isMusicLibrary, loadSound } from './sound-file.ts';
import { soundOf } from './speech.ts';
import { addressOf, methodOf, playTo, whenAborted, type Run } from './verb.ts';

type Source = { url: string; method: 'GET' | 'POST' };
type Step = { goTo: Source } | 'ran-out' | TwimlFailure;

const musicVerbs = new Set(['Play', 'Say', 'Pause', 'Redirect']);
/** A document that redirects to itself at once is not asked more often. */
const minDocumentMs = 200;

/** An address of audio has a content type that no document has. */
async function playFile(run: Run, url: string, failure: TwimlFailure): Promise<Step> {
  if (failure.code !== 12300) return failure;
  try {
    await playTo(run, soundFromSamples(await loadSound(url)));
    return 'ran-out';
  } catch {
    return failure;
  }
}

async function playDocument(run: Run, source: Source): Promise<Step> {
  if (isMusicLibrary(source.url)) {
    await playTo(run, toneBursts(musicHz.library));
    return 'ran-out';
  }
  const document = await readDocument(run.context, run.call, source);
  if (run.signal.aborted) return 'ran-out';
  if (isFailure(document)) return playFile(run, source.url, document);
  const inDocument = { ...run, url: document.url };
  for (const element of document.verbs) {
    if (!musicVerbs.has(element.name)) return { code: 13238, message: `<${element.name}> is not allowed in the music of a conference.` };
    if (element.name === 'Redirect') {
      return { goTo: { url: addressOf(inDocument, element.text.trim()), method: methodOf(element.attributes.method) } };
    }
    await playTo(run, await soundOf(inDocument, element));
    if (run.signal.aborted) return 'ran-out';
  }
  return 'ran-out';
}

/** "Once the TwiML document runs out of verbs to execute, silence will be played." */
async function playFrom(run: Run, first: Source, onFailure: () => void): Promise<void> {
  let source = first;
  while (!run.signal.aborted) {
    const startedAt = Date.now();
    const step = await playDocument(run, source);
    if (run.signal.aborted || step === 'ran-out') return;
    if ('code' in step) {
      run.context.events.record('error', { callSid: run.call.sid, ...step });
      return onFailure();
    }
    source = step.goTo;
    await playTo(run, pause(Math.max(0, minDocumentMs - (Date.now() - startedAt)) / 1000));
  }
}

/** The program that runs on the call goes on beside the music. */
export function createMusicPlayer(context: TwilioContext, call: Call): MusicPlayer {
  return (music, kind, onFailure) => {
    const stopped = new AbortController();
    const signal = AbortSignal.any([call.over, stopped.signal]);
    const runOn = () => whenAborted(signal).then(() => 'stopped' as const);
    const run: Run = { context, call, url: '', signal, runOn };
    if (music === 'default') void playTo(run, toneBursts(musicHz[kind]));
    else if (music !== 'none') void playFrom(run, music, onFailure);
    return () => stopped.abort();
  };
}
