/** Keeps a press that was meant for something else from answering a call that has just come in under the pointer. */

/** A hand that was on its way when the call appeared has landed by then. */
const ignoreForMs = 600;

/** `appearedAt` in Unix milliseconds; `moved` once the pointer was moved over the call. */
export type PressGuard = { appearedAt: number; moved: boolean };

/** `keyboard` is a press of the button that the person has tabbed to. A finger or a pen rests nowhere before it touches. */
export type PressSource = 'mouse' | 'touch' | 'keyboard';

export function allowsPress({ appearedAt, moved }: PressGuard, by: PressSource, now: number): boolean {
  return now - appearedAt >= ignoreForMs && (by !== 'mouse' || moved);
}

/** How a button was pressed; null when a key was pressed that the person did not mean for it: it never had the focus by Tab. */
export function pressSource(click: { pointerType?: string; detail: number }, tabbedTo: boolean): PressSource | null {
  if (click.detail === 0) return tabbedTo ? 'keyboard' : null;
  return click.pointerType === 'touch' || click.pointerType === 'pen' ? 'touch' : 'mouse';
}
