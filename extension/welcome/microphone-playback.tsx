/** Records a few words and plays them through the chosen speaker, so that a person hears what others will. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { settings } from '../ui/app/signals.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import type { Hearing } from './microphone-input.ts';

const lengthMs = 3000;
type Doing = 'nothing' | 'recording' | 'playing';
const words: Record<Doing, TextKey> = { nothing: 'playBack', recording: 'playBackRecording', playing: 'playBackPlaying' };

export function PlayBack({ hearing }: { hearing: Hearing }) {
  const [doing, setDoing] = useState<Doing>('nothing');
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  const tell = (next: Doing) => {
    if (!here.current) return;
    setDoing(next);
    if (next !== 'nothing') announce(text(words[next]));
  };
  const run = async () => {
    tell('recording');
    const voice = await hearing.record(lengthMs).catch(() => null);
    if (voice && here.current) {
      tell('playing');
      await play(voice);
    }
    tell('nothing');
  };
  return (
    <button type="button" class="button plain" aria-disabled={doing !== 'nothing'} onClick={() => doing === 'nothing' && void run()}>
      <Icon name={doing === 'recording' ? 'mic' : 'speaker'} />
      {text(words[doing])}
    </button>
  );
}

/** Resolves when it has been played, or cannot be. */
async function play(voice: Blob): Promise<void> {
  const audio = new Audio(URL.createObjectURL(voice));
  const { promise, resolve } = Promise.withResolvers<void>();
  audio.addEventListener('ended', () => resolve());
  audio.addEventListener('error', () => resolve());
  await audio.setSinkId(settings.value.speakerId).catch(() => undefined);
  await audio.play().catch(() => resolve());
  await promise;
  URL.revokeObjectURL(audio.src);
}
