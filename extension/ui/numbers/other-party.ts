/** The other party of a call on the board. */
import type { Caller } from '../../../shared/caller.ts';
import type { CallOnBoard } from '../../state/app-state.ts';

export function partyOf({ number, caller, name }: CallOnBoard): Caller {
  return caller ?? { number, withheld: false, written: '', name: name ?? null };
}
