/** Prevents a press that was meant for the page from answering a call that has just appeared under the pointer. */

/** Ignores presses that were started before the call appeared. */
const ignoreForMs = 600;

/** `appearedAt` in Unix milliseconds; `moved` once the pointer was moved over the call. */
export type PressGuard = { appearedAt: number; moved: boolean };

/** `keyboard` is a key press on a button reached by Tab. `touch` includes pens: neither hovers before the press. */
export type PressSource = 'mouse' | 'touch' | 'keyboard';

export function allowsPress({ appearedAt, moved }: PressGuard, by: PressSource, now: number): boolean {
  return now - appearedAt >= ignoreForMs && (by !== 'mouse' || moved);
}

/** The source of a click; null for a key press on a button that was not reached by Tab. */
export function pressSource(click: { pointerType?: string; detail: number }, tabbedTo: boolean): PressSource | null {
  if (click.detail === 0) return tabbedTo ? 'keyboard' : null;
  return click.pointerType === 'touch' || click.pointerType === 'pen' ? 'touch' : 'mouse';
}
