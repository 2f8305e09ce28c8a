/** Plays a message: position, speed, download. Always left to right. */
import './player.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../app/icon.tsx';
import { formatDuration, formatTimer } from '../app/format-time.ts';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { useRecording } from './recording.ts';
import { text } from '../app/text.ts';
import { Waveform } from './waveform.tsx';

const speeds = [1, 1.25, 1.5, 2];
const seekSeconds = 5;

type Props = { callId: string; recording: { id: string; seconds: number }; /** Plays as soon as it can. */ autoPlay?: boolean };

export function Player({ callId, recording: { id, seconds }, autoPlay = false }: Props) {
  const [recording, loadAgain] = useRecording(callId, id);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed, recording.is]);
  if (recording.is === 'failed') return <ProblemBlock problem={recording.problem} actions={{ tryAgain: loadAgain }} />;
  const ready = recording.is === 'ready';
  const length = ready && recording.seconds > 0 ? recording.seconds : seconds;
  const toggle = () => void (playing ? audio.current?.pause() : audio.current?.play());
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = Math.max(0, Math.min(length, to));
  };
  const change = (by: 1 | -1) => setSpeed((now) => speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(now) + by))]!);
  const keyed = (event: KeyboardEvent) => {
    const does = actionOfKey(event, { toggle, back: () => seek(at - seekSeconds), on: () => seek(at + seekSeconds), change });
    if (!does) return;
    event.preventDefault();
    does();
  };
  return (
    <section class="player" dir="ltr" aria-label={text('voicemail')} onKeyDown={keyed}>
      {ready && (
        <audio
          ref={audio}
          src={recording.url}
          autoplay={autoPlay}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        />
      )}
      <button
        type="button"
        class="play"
        disabled={!ready}
        aria-label={text(playing ? 'pause' : 'play')}
        title={text(playing ? 'pause' : 'play')}
        onClick={toggle}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <span class="num">{formatTimer(at)}</span>
      <Waveform
        peaks={ready ? recording.peaks : []}
        at={at}
        length={length}
        name={text('playerPosition', { at: formatDuration(at), length: formatDuration(length) })}
        onSeek={seek}
      />
      <span class="num">{formatTimer(length)}</span>
      <button
        type="button"
        class="button small"
        aria-label={text('playerSpeed', { speed: String(speed) })}
        onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length]!)}
      >
        {speed}×
      </button>
      <a
        class="icon-button"
        href={ready ? recording.url : undefined}
        download={`voicemail-${id}.wav`}
        aria-label={text('download')}
        title={text('download')}
        aria-disabled={!ready}
      >
        <Icon name="download" size={18} />
      </a>
    </section>
  );
}

type PlayerActions = { toggle: () => void; back: () => void; on: () => void; change: (by: 1 | -1) => void };

/** Space plays, arrows move, `<` and `>` change the speed; a button keeps Space for itself. */
function actionOfKey({ key, target }: KeyboardEvent, { toggle, back, on, change }: PlayerActions): (() => void) | null {
  switch (key) {
    case ' ':
      return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement ? null : toggle;
    case 'ArrowLeft':
      return back;
    case 'ArrowRight':
      return on;
    case '<':
      return () => change(-1);
    case '>':
      return () => change(1);
    default:
      return null;
  }
}
