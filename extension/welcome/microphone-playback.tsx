/** Records a few seconds and plays them through the chosen speaker. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../ui/app/announce.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { settings } from '../ui/app/signals.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import type { MicrophoneInput } from '../ui/setup/microphone-input.ts';

const sampleMs = 3000;
type PlaybackState = 'nothing' | 'recording' | 'playing';
const labelKeys: Record<PlaybackState, TextKey> = { nothing: 'playBack', recording: 'playBackRecording', playing: 'playBackPlaying' };

export function MicrophonePlayback({ input }: { input: MicrophoneInput }) {
  const [state, setState] = useState<PlaybackState>('nothing');
  const mounted = useRef(true);
  useEffect(() => () => void (mounted.current = false), []);
  const enter = (next: PlaybackState) => {
    if (!mounted.current) return;
    setState(next);
    if (next !== 'nothing') announce(text(labelKeys[next]));
  };
  const run = async () => {
    enter('recording');
    const voice = await input.record(sampleMs).catch(() => null);
    if (voice && mounted.current) {
      enter('playing');
      await play(voice);
    }
    enter('nothing');
  };
  return (
    <button type="button" class="button plain" aria-disabled={state !== 'nothing'} onClick={() => state === 'nothing' && void run()}>
      <Icon name={state === 'recording' ? 'mic' : 'speaker'} />
      {text(labelKeys[state])}
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
