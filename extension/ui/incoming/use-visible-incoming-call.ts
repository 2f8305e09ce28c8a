/** The call that this surface shows, which remembers what it saw ringing. */
import { useRef } from 'preact/hooks';
import { now } from '../app/clock.ts';
import { type ShownCall, shownCall } from './visible-incoming-call.ts';
import { appState } from '../app/signals.ts';

export function useShownCall(): ShownCall | null {
  const seen = useRef<string | null>(null);
  const shown = shownCall(appState.value, seen.current, now.value);
  if (shown) seen.current = shown.call.callId;
  return shown;
}
