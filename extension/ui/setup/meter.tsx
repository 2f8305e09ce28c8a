/** The level of the microphone in 36 cells, with the recent peak and a label for speech. */
import './meter.css';
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';
import type { MicrophoneInput } from './microphone-input.ts';

const cells = 36;
const speechLevel = 0.3;
const speechMs = 400;
const silenceMs = 5000;
const peakMs = 1000;

type MeterLevel = { lit: number; peak: number; heard: boolean; silent: boolean };

export function Meter({ input }: { input: MicrophoneInput }) {
  const { lit, peak, heard, silent } = useMeterLevel(input);
  useEffect(() => {
    if (heard) announce(text('hearingYou'));
  }, [heard]);
  return (
    <>
      <div class="meter">
        <Icon name="mic" />
        <div class="cells" dir="ltr" role="meter" aria-label={text('level')} aria-valuemin={0} aria-valuemax={cells} aria-valuenow={lit}>
          {Array.from({ length: cells }, (_, index) => (
            <i key={index} class={index < lit ? 'lit' : index === peak - 1 ? 'peak' : ''} />
          ))}
        </div>
        <span class={heard ? 'verdict heard' : 'verdict'}>{text(heard ? 'hearingYou' : 'nothingHeard')}</span>
      </div>
      {silent && !heard && <p class="try">{text('nothingHeardTry')}</p>}
    </>
  );
}

function useMeterLevel(input: MicrophoneInput): MeterLevel {
  const [meterLevel, setMeterLevel] = useState<MeterLevel>({ lit: 0, peak: 0, heard: false, silent: false });
  useEffect(() => {
    const startedAt = performance.now();
    let peak = { height: 0, at: 0 };
    let spokenMs = 0;
    let last = startedAt;
    let frame = requestAnimationFrame(function look(time) {
      const level = input.level();
      const lit = Math.round(level * cells);
      if (lit >= peak.height || time - peak.at > peakMs) peak = { height: lit, at: time };
      if (level >= speechLevel) spokenMs += time - last;
      last = time;
      setMeterLevel({ lit, peak: peak.height, heard: spokenMs >= speechMs, silent: time - startedAt > silenceMs });
      frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, [input]);
  return meterLevel;
}
