/**
 * Keeps keys and presses that were meant for a page from dialling in the popup that opens over it: a pure state machine.
 * For its first 700 ms, and again after each number that a page has put into it, the dial pad calls nobody. Enter needs proof
 * that it is not still held from before: its own key-up, or any other input here.
 */

export type DialGuard = {
  /** When the dial pad opened or got its number. */
  since: number;
  enterIsFree: boolean;
};

export type DialGuardEvent =
  /** The dial pad opened, or a page's number came into it. */
  | { is: 'filled' }
  | { is: 'keyDown' | 'keyUp'; key: string; repeat: boolean }
  /** Text or a press of the pointer. */
  | { is: 'input' };

const settleMs = 700;

export function newDialGuard(now: number): DialGuard {
  return { since: now, enterIsFree: false };
}

export function stepDialGuard(guard: DialGuard, event: DialGuardEvent, now: number): DialGuard {
  switch (event.is) {
    case 'filled':
      return newDialGuard(now);
    case 'keyDown':
      // A key that is pressed ends the repeats of the one before it.
      return { ...guard, enterIsFree: guard.enterIsFree || (event.key !== 'Enter' && !event.repeat) };
    case 'keyUp':
      return { ...guard, enterIsFree: guard.enterIsFree || event.key === 'Enter' };
    case 'input':
      return { ...guard, enterIsFree: true };
  }
}

export function msUntilSettled({ since }: DialGuard, now: number): number {
  return Math.max(0, since + settleMs - now);
}

/** Whether Enter, held (`repeat`) or pressed, may do anything. */
export function enterCounts(guard: DialGuard, repeat: boolean, now: number): boolean {
  return !repeat && guard.enterIsFree && msUntilSettled(guard, now) === 0;
}
