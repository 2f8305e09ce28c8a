/** What is wrong with the audio of the call, in words: the gravest alone. */
import { useEffect } from 'preact/hooks';
import type { AudioWarning } from '../../protocol/engine-events.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { announce } from '../app/announce.tsx';
import { text, type TextKey } from '../app/text.ts';

const labelKeys: Record<AudioWarning, TextKey> = {
  'nothing-heard': 'audioNothingHeard',
  'nothing-arrives': 'audioNothingArrives',
  'nothing-leaves': 'audioNothingLeaves',
  'microphone-silent': 'audioMicrophoneSilent',
  'packets-lost': 'audioPacketsLost',
  'uneven-network': 'audioUneven',
  'slow-network': 'audioSlow',
};

export function AudioWarningNotice({ call: { warnings, heldSince } }: { call: ActiveCall }) {
  // On hold the agent hears nothing on purpose.
  const [gravest] = heldSince === undefined ? (warnings ?? []) : [];
  const label = gravest ? text(labelKeys[gravest]) : '';
  useEffect(() => {
    if (label) announce(label);
  }, [label]);
  return label ? <p class="held-notice">{label}</p> : null;
}
