/** Keys for a call that rings, by their place on the keyboard, and only once the person is at it. */
import { useEffect } from 'preact/hooks';
import { runIncomingAction, type IncomingAction } from './incoming-actions.tsx';

/** What each key does alone, and during another call. */
const keys: Record<string, { alone?: IncomingAction; second?: IncomingAction }> = {
  KeyA: { alone: 'answer' },
  KeyE: { second: 'endAndAnswer' },
  KeyD: { alone: 'decline', second: 'decline' },
  KeyV: { alone: 'sendToVoicemail', second: 'sendToVoicemail' },
  KeyS: { alone: 'silence', second: 'silence' },
  Escape: { alone: 'silence', second: 'silence' },
};

/** A person who types as the call comes in has stopped or looked up by then. */
const ignoreForMs = 600;

type Options = {
  callId: string;
  second: boolean;
  /** The window has the keyboard to itself: coming to it is enough. Inside a page, the page could hand the keyboard over. */
  ownWindow: boolean;
  /** Whether what is shown can be seen now. */
  isVisible: () => boolean;
};

export function useIncomingKeys({ callId, second, ownWindow, isVisible }: Options): void {
  useEffect(() => {
    const appearedAt = Date.now();
    let entered = false;
    const enter = (event: Event) => {
      if (event.isTrusted && Date.now() - appearedAt >= ignoreForMs) entered = true;
    };
    const pressed = (event: KeyboardEvent) => {
      if (!event.isTrusted || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const command = keys[event.code]?.[second ? 'second' : 'alone'];
      const here = entered || (document.activeElement?.matches('button:focus-visible') ?? false);
      if (!command || !here || Date.now() - appearedAt < ignoreForMs || !isVisible()) return;
      event.preventDefault();
      runIncomingAction(command, callId);
    };
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('pointerdown', enter, { signal });
    if (ownWindow) addEventListener('focus', enter, { signal });
    addEventListener('keydown', pressed, { signal });
    return () => listening.abort();
  }, [callId, second]);
}
