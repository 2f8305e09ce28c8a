/** The global shortcuts that a card of a ringing call names, each with its effect at that moment. */
import type { TextKey } from '../app/text.ts';

type KeyHintParts = { keys: string; does: TextKey };

type Shortcuts = Readonly<Record<string, string>>;

/** A live call is ended by the shortcut that otherwise declines; where it `canHold`, the other one puts it on hold and answers. */
export function globalKeyHints(shortcuts: Shortcuts, { duringCall, canHold }: { duringCall: boolean; canHold: boolean }): KeyHintParts[] {
  const { answer, 'hang-up': hangUp } = shortcuts;
  return [
    ...(hangUp ? [{ keys: hangUp, does: duringCall ? ('keyEndsCall' as const) : ('keyDeclines' as const) }] : []),
    ...(answer && (!duringCall || canHold) ? [{ keys: answer, does: 'keyAnswers' as const }] : []),
  ];
}
