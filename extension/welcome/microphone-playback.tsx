/** Records a few seconds and plays them through the chosen speaker. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { settings } from '../ui/app/signals.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import type { MicrophoneInput } from './microphone-input.ts';

const sampleMs = 3000;
type PlaybackState = 'nothing' | 'recording' | 'playing';
const labelKeys: Record<PlaybackState, TextKey> = { nothing: 'playBack', recording: 'playBackRecording', playing: 'playBackPlaying' };

export function MicrophonePlayback({ input }: { input: MicrophoneInput }) {
  const [doing, setDoing] = useState<PlaybackState>('nothing');
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  const tell = (next: PlaybackState) => {
    if (!here.current) return;
    setDoing(next);
    if (next !== 'nothing') announce(text(labelKeys[next]));
  };
  const run = async () => {
    tell('recording');
    const voice = await input.record(sampleMs).catch(() => null);
    if (voice && here.current) {
      tell('playing');
      await play(voice);
    }
    tell('nothing');
  };
  return (
    <button type="button" class="button plain" aria-disabled={doing !== 'nothing'} onClick={() => doing === 'nothing' && void run()}>
      <Icon name={doing === 'recording' ? 'mic' : 'speaker'} />
      {text(labelKeys[doing])}
    </button>
  );
}

/** Resolves when playback has ended or failed. */
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
