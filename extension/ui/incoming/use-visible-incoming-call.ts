/** The call that this surface shows, which remembers what it saw ringing. */
import { useRef } from 'preact/hooks';
import { clock } from '../app/clock.ts';
import { type VisibleIncomingCall, visibleIncomingCall } from './visible-incoming-call.ts';
import { appState } from '../app/signals.ts';

export function useVisibleIncomingCall(): VisibleIncomingCall | null {
  const shownCallId = useRef<string | null>(null);
  const shown = visibleIncomingCall(appState.value, shownCallId.current, clock.value);
  if (shown) shownCallId.current = shown.call.callId;
  return shown;
}
