/** Plays one audio element: position, pause, speed. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const speeds = [1, 1.25, 1.5, 2];

export type Playback = {
  audio: RefObject<HTMLAudioElement | null>;
  playing: boolean;
  /** Seconds from the start. */
  position: number;
  speed: number;
  toggle: () => void;
  seek: (seconds: number) => void;
  /** To the next speed, or the one before, and no further than the last. */
  changeSpeed: (by: 1 | -1) => void;
  /** To the next speed, and from the last to the first. */
  cycleSpeed: () => void;
  /** Handlers of the audio element. */
  events: { onPlay: () => void; onPause: () => void; onTimeUpdate: (event: { currentTarget: HTMLAudioElement }) => void };
};

/** `length` in seconds; `source` changes with the sound. */
export function usePlayback(length: number, source: string | undefined): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed, source]);
  return {
    audio,
    playing,
    position,
    speed,
    toggle: () => void (playing ? audio.current?.pause() : audio.current?.play()),
    seek: (seconds) => {
      if (audio.current) audio.current.currentTime = Math.max(0, Math.min(length, seconds));
    },
    changeSpeed: (by) => setSpeed((current) => speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(current) + by))]!),
    cycleSpeed: () => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length]!),
    events: {
      onPlay: () => setPlaying(true),
      onPause: () => setPlaying(false),
      onTimeUpdate: (event) => setPosition(event.currentTarget.currentTime),
    },
  };
}
