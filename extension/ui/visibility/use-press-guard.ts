/** Press guard for the buttons of a ringing call. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { allowsPress, type PressGuard, pressSource } from './press-guard.ts';

export type Press = (act: () => void) => (event: MouseEvent) => void;

/** Returns a factory of click handlers for the current call; the guard restarts with each call. */
export function usePressGuard(callId: string): Press {
  const guard = useRef<PressGuard>({ appearedAt: Date.now(), moved: false });
  useMemo(() => (guard.current = { appearedAt: Date.now(), moved: false }), [callId]);
  useEffect(() => {
    // A card that opens under a resting pointer gets `pointerenter` but no `pointermove`.
    const moved = (event: PointerEvent) => {
      if (event.isTrusted) guard.current.moved = true;
    };
    addEventListener('pointermove', moved, true);
    return () => removeEventListener('pointermove', moved, true);
  }, []);
  return (act) => (event) => {
    const by = pressSource(event, (event.currentTarget as Element).matches(':focus-visible'));
    if (event.isTrusted && by && allowsPress(guard.current, by, Date.now())) act();
  };
}
