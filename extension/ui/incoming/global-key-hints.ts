/** The global shortcuts that a card of a ringing call names, each with its effect at that moment. */
import type { TextKey } from '../app/text.ts';

type KeyHintParts = { keys: string; does: TextKey };

/** @param duringCall a live call is ended by the shortcut that otherwise declines, and no shortcut answers a second call. */
export function globalKeyHints(shortcuts: Readonly<Record<string, string>>, duringCall: boolean): KeyHintParts[] {
  const { answer, 'hang-up': hangUp } = shortcuts;
  return [
    ...(hangUp ? [{ keys: hangUp, does: duringCall ? ('keyEndsCall' as const) : ('keyDeclines' as const) }] : []),
    ...(answer && !duringCall ? [{ keys: answer, does: 'keyAnswers' as const }] : []),
  ];
}
