/** Says that a call is recorded, for as long as it is; each change is announced. */
import './recording-state.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ActiveCall } from '../../state/app-state.ts';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { text, type TextKey } from '../app/text.ts';

type State = NonNullable<ActiveCall['recording']>['state'];

const labels: Record<State, TextKey> = { recording: 'recording', paused: 'recordingPaused', off: 'recordingStopped' };

export function RecordingBadge({ call: { phase, recording } }: { call: ActiveCall }) {
  const state = phase.is === 'connected' ? (recording?.state ?? 'off') : 'off';
  const announced = useRef<State>('off');
  useEffect(() => {
    if (announced.current !== state && phase.is === 'connected') announce(text(labels[state]));
    announced.current = state;
  }, [state]);
  if (state === 'off') return null;
  return (
    <span class={`recording-badge ${state}`}>
      <Icon name={state === 'paused' ? 'pause' : 'recording'} size={16} />
      <b>{text(labels[state])}</b>
    </span>
  );
}
