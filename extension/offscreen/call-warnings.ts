/** What is wrong with the audio of a call, from the SDK's warnings and the level of what is heard. */
import type { Call } from '@twilio/voice-sdk';
import { type AudioWarning, audioWarnings } from '../protocol/engine-events.ts';

/** Names of https://www.twilio.com/docs/voice/sdks/javascript/twiliocall#warning-event; others have no words of their own. */
const warningOf: Record<string, AudioWarning> = {
  'high-packet-loss': 'packets-lost',
  'high-packets-lost-fraction': 'packets-lost',
  'high-rtt': 'slow-network',
  'high-jitter': 'uneven-network',
  'low-bytes-received': 'nothing-arrives',
  'low-bytes-sent': 'nothing-leaves',
  'constant-audio-input-level': 'microphone-silent',
};

/** The other side is expected to be heard by then. */
const silenceMs = 3_000;

/** @param report gets the present warnings, the gravest first, on every change. @returns stops the watch */
export function watchWarnings(call: Call, report: (warnings: AudioWarning[]) => void): () => void {
  const names = new Set<string>();
  let isUnheard = false;
  let reported = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    const found = new Set([...names].flatMap((name) => warningOf[name] ?? []));
    if (isUnheard) found.add('nothing-heard');
    const warnings = audioWarnings.filter((warning) => found.has(warning));
    if (warnings.join() === reported) return;
    reported = warnings.join();
    report(warnings);
  };
  const onVolume = (_input: number, output: number) => {
    if (output <= 0) return;
    clearTimeout(timer);
    call.off('volume', onVolume);
    isUnheard = false;
    tell();
  };

  call.on('warning', (name: string) => {
    names.add(name);
    tell();
  });
  call.on('warning-cleared', (name: string) => {
    names.delete(name);
    tell();
  });
  call.on('accept', () => {
    call.on('volume', onVolume);
    timer = setTimeout(() => {
      isUnheard = true;
      tell();
    }, silenceMs);
  });
  return () => clearTimeout(timer);
}
