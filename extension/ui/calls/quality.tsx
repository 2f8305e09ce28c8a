/** Call quality as bars with a label: colour and bars alone are not accessible. */
import './state-badge.css';
import type { Quality } from '../../protocol/engine-events.ts';
import { text, type TextKey } from '../app/text.ts';

const labelKeys: Record<Quality, TextKey> = { 4: 'qualityClear', 3: 'qualityGood', 2: 'qualityWeak', 1: 'qualityBreaking' };
const tones: Record<Quality, string> = { 4: 'call', 3: 'call', 2: 'held', 1: 'problem' };

export function qualityLabel(quality: Quality): string {
  return text(labelKeys[quality]);
}

export function QualityBars({ quality }: { quality: Quality }) {
  return (
    <span class={`tone tone-${tones[quality]}`}>
      <svg width="16" height="14" viewBox="0 0 16 14" fill="currentColor" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4.3}
            y={12 - bar * 3}
            width="2.8"
            height={bar * 3 + 1}
            rx="1"
            opacity={bar <= quality ? 1 : 0.25}
          />
        ))}
      </svg>
      {qualityLabel(quality)}
    </span>
  );
}
