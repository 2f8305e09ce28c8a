/** The other party of a call in the app state. */
import type { Caller } from '../../../shared/caller.ts';
import type { ActiveCall } from '../../state/app-state.ts';

export function activeCallParty({ number, caller, name }: ActiveCall): Caller {
  return caller ?? { number, withheld: false, written: '', name: name ?? null };
}
