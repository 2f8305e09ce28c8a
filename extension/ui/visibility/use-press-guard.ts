/** The press guard of the buttons of a ringing call. */
import { useLayoutEffect } from 'preact/hooks';
import { guardedClick, onContentChanged } from './guarded-click.ts';

export type Press = (act: () => void) => (event: Event) => void;

/** A ringing call appears by itself: presses that were started before it are ignored for longer. */
const minMs = 600;

/** Returns a factory of click handlers; the guard restarts with each `content`: another call, or other buttons. */
export function usePressGuard(content: string, { inPage }: { inPage: boolean }): Press {
  useLayoutEffect(onContentChanged, [content]);
  return (act) => guardedClick(act, { inPage, minMs });
}
