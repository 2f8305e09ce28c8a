/** The call that this surface shows, which remembers what it saw ringing. */
import { useRef } from 'preact/hooks';
import { now } from './now.ts';
import { type ShownCall, shownCall } from './shown-call.ts';
import { board } from './signals.ts';

export function useShownCall(): ShownCall | null {
  const seen = useRef<string | null>(null);
  const shown = shownCall(board.value, seen.current, now.value);
  if (shown) seen.current = shown.call.callId;
  return shown;
}
