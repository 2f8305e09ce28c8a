/** Plays a voicemail or a recorded conversation: position, speed, download. Always left to right. */
import './player.css';
import { useState } from 'preact/hooks';
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
  kind?: 'voicemail' | 'conversation';
  /** Loads and starts without a press of Play. */ autoPlay?: boolean;
};

export function Player({ callId, recording: { id, seconds }, kind = 'voicemail', autoPlay = false }: Props) {
  const [wanted, setWanted] = useState(autoPlay);
  const [recording, loadAgain] = useRecording(callId, id, wanted);
  const ready = recording.is === 'ready' ? recording : null;
  const length = ready && ready.seconds > 0 ? ready.seconds : seconds;
  const loaded = usePlayback(length, ready?.url);
  const playback: Playback = wanted ? loaded : { ...loaded, toggle: () => setWanted(true) };
  if (recording.is === 'failed') return <ProblemBlock problem={recording.problem} actions={{ tryAgain: loadAgain }} />;
  const { audio, position, speed, seek, cycleSpeed, events } = playback;
  const onKeyDown = (event: KeyboardEvent) => {
    const run = actionOfKey(event, playback);
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <section class="player" dir="ltr" aria-label={text(kind === 'voicemail' ? 'voicemail' : 'conversationRecording')} onKeyDown={onKeyDown}>
      {ready && <audio ref={audio} src={ready.url} autoplay {...events} />}
      <PlayButton playing={playback.playing} onPress={playback.toggle} />
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
      <DownloadLink url={ready?.url} fileName={`${kind}-${id}.wav`} />
    </section>
  );
}

function PlayButton({ playing, onPress }: { playing: boolean; onPress: () => void }) {
  const name = text(playing ? 'pause' : 'play');
  return (
    <button type="button" class="play" aria-label={name} title={name} onClick={onPress}>
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
