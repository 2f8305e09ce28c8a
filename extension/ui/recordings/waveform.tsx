/** The waveform of a recording, which is also the slider of its position. */

type Props = {
  /** 0 to 1 each; an empty list is drawn as a flat line. */
  peaks: number[];
  /** Seconds. */
  at: number;
  length: number;
  name: string;
  onSeek: (seconds: number) => void;
};

export function Waveform({ peaks, at, length, name, onSeek }: Props) {
  const played = length > 0 ? at / length : 0;
  const seek = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    onSeek(((event.clientX - box.left) / box.width) * length);
  };
  return (
    <div
      class="waveform"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={name}
      onPointerDown={seek}
      onPointerMove={seek}
    >
      {(peaks.length > 0 ? peaks : emptyPeaks).map((peak, bar, all) => (
        <i key={bar} class={bar / all.length < played ? 'played' : ''} style={{ blockSize: `${Math.max(4, Math.round(peak * 100))}%` }} />
      ))}
    </div>
  );
}

const emptyPeaks = Array.from({ length: 96 }, () => 0);
