/** Keeps a press that was meant for something else from answering a call that has just come in under the pointer. */

/** A hand that was on its way when the call appeared has landed by then. */
const tooEarlyMs = 600;

/** `appearedAt` in Unix milliseconds; `moved` once the pointer was moved over the call. */
export type PressGuard = { appearedAt: number; moved: boolean };

/** `keyboard` is a press of the button that the person has tabbed to. A finger or a pen rests nowhere before it touches. */
export type PressedBy = 'mouse' | 'touch' | 'keyboard';

export function letsPress({ appearedAt, moved }: PressGuard, by: PressedBy, now: number): boolean {
  return now - appearedAt >= tooEarlyMs && (by !== 'mouse' || moved);
}

/** How a button was pressed; null when a key was pressed that the person did not mean for it: it never had the focus by Tab. */
export function pressedBy(click: { pointerType?: string; detail: number }, tabbedTo: boolean): PressedBy | null {
  if (click.detail === 0) return tabbedTo ? 'keyboard' : null;
  return click.pointerType === 'touch' || click.pointerType === 'pen' ? 'touch' : 'mouse';
}
