/** Keys of a ringing call, by physical key, once the person has moved the focus or pointer to it. */
import { useEffect } from 'preact/hooks';
import type { ActiveCall } from '../../state/app-state.ts';
import { verdictOn } from '../visibility/press-tracker.ts';
import { runIncomingAction, type IncomingAction } from './incoming-actions.tsx';

/** The action of each key: `alone`, and as the `second` call during a live one, which a call that is held first needs. */
const keys: Record<string, { alone?: IncomingAction; second?: IncomingAction; holding?: IncomingAction }> = {
  KeyA: { alone: 'answer', holding: 'answer' },
  KeyE: { second: 'endAndAnswer' },
  KeyD: { alone: 'decline', second: 'decline' },
  KeyV: { alone: 'sendToVoicemail', second: 'sendToVoicemail' },
  KeyS: { alone: 'silence', second: 'silence' },
  Escape: { alone: 'silence', second: 'silence' },
};

/** Ignores keys that were meant for the page when the call appeared. */
const ignoreForMs = 600;

type Options = {
  /** Null once the call has stopped ringing: its keys do nothing then. */
  callId: string | null;
  /** The live call. */
  first: ActiveCall | null;
  /** Whether that call can be put on hold. */
  canHold: boolean;
  /** In a window of its own, window focus is enough. In an iframe it is not: the page can move the focus there. */
  ownWindow: boolean;
  /** Whether the call is visible now. */
  isVisible: () => boolean;
};

export function useIncomingKeys({ callId, first, canHold, ownWindow, isVisible }: Options): void {
  useEffect(() => {
    if (callId === null) return undefined;
    const appearedAt = Date.now();
    let entered = false;
    const enter = (event: Event) => {
      if (event.isTrusted && Date.now() - appearedAt >= ignoreForMs) entered = true;
    };
    // A click that was not meant for the card does not make it the place for the letters that follow.
    const clicked = (event: MouseEvent) => {
      if (verdictOn(event, ignoreForMs) === 'counts') enter(event);
    };
    const pressed = (event: KeyboardEvent) => {
      if (!event.isTrusted || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const { alone, second, holding } = keys[event.code] ?? {};
      const command = first ? (second ?? (canHold ? holding : undefined)) : alone;
      const here = entered || (document.activeElement?.matches('button:focus-visible') ?? false);
      if (!command || !here || Date.now() - appearedAt < ignoreForMs || !isVisible()) return;
      event.preventDefault();
      void runIncomingAction(command, callId, first?.id);
    };
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('click', clicked, { signal });
    if (ownWindow) addEventListener('focus', enter, { signal });
    addEventListener('keydown', pressed, { signal });
    return () => listening.abort();
  }, [callId, first?.id, canHold]);
}
