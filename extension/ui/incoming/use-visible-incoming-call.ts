/** The incoming call to show; remembers the call that rang on this surface, whose end is shown too. */
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
