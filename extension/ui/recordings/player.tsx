/** Plays a message: position, speed, download. Always left to right. */
import './player.css';
import { Icon } from '../app/icon.tsx';
import { formatDuration, formatTimer } from '../app/format-time.ts';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { useRecording } from './recording.ts';
import { text } from '../app/text.ts';
import { type Playback, usePlayback } from './use-playback.ts';
import { Waveform } from './waveform.tsx';

const seekSeconds = 5;

type Props = {
  callId: string;
  recording: { id: string; seconds: number };
  /** Starts once the recording has loaded. */ autoPlay?: boolean;
};

export function Player({ callId, recording: { id, seconds }, autoPlay = false }: Props) {
  const [recording, loadAgain] = useRecording(callId, id);
  const ready = recording.is === 'ready' ? recording : null;
  const length = ready && ready.seconds > 0 ? ready.seconds : seconds;
  const playback = usePlayback(length, ready?.url);
  if (recording.is === 'failed') return <ProblemBlock problem={recording.problem} actions={{ tryAgain: loadAgain }} />;
  const { audio, position, speed, seek, cycleSpeed, events } = playback;
  const onKeyDown = (event: KeyboardEvent) => {
    const run = actionOfKey(event, playback);
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <section class="player" dir="ltr" aria-label={text('voicemail')} onKeyDown={onKeyDown}>
      {ready && <audio ref={audio} src={ready.url} autoplay={autoPlay} {...events} />}
      <PlayButton playback={playback} disabled={!ready} />
      <span class="num">{formatTimer(position)}</span>
      <Waveform
        peaks={ready ? ready.peaks : []}
        at={position}
        length={length}
        name={text('playerPosition', { at: formatDuration(position), length: formatDuration(length) })}
        onSeek={seek}
      />
      <span class="num">{formatTimer(length)}</span>
      <button type="button" class="button small" aria-label={text('playerSpeed', { speed: String(speed) })} onClick={cycleSpeed}>
        {speed}×
      </button>
      <DownloadLink url={ready?.url} fileName={`voicemail-${id}.wav`} />
    </section>
  );
}

function PlayButton({ playback: { playing, toggle }, disabled }: { playback: Playback; disabled: boolean }) {
  const name = text(playing ? 'pause' : 'play');
  return (
    <button type="button" class="play" disabled={disabled} aria-label={name} title={name} onClick={toggle}>
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}

function DownloadLink({ url, fileName }: { url: string | undefined; fileName: string }) {
  const name = text('download');
  return (
    <a class="icon-button" href={url} download={fileName} aria-label={name} title={name} aria-disabled={url === undefined}>
      <Icon name="download" size={18} />
    </a>
  );
}

/** Space plays, arrows move, `<` and `>` change the speed; a button keeps Space for itself. */
function actionOfKey({ key, target }: KeyboardEvent, { toggle, seek, position, changeSpeed }: Playback): (() => void) | null {
  switch (key) {
    case ' ':
      return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement ? null : toggle;
    case 'ArrowLeft':
      return () => seek(position - seekSeconds);
    case 'ArrowRight':
      return () => seek(position + seekSeconds);
    case '<':
      return () => changeSpeed(-1);
    case '>':
      return () => changeSpeed(1);
    default:
      return null;
  }
}
