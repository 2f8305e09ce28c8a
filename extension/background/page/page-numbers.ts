/** The numbers of the page in front, for people who go by keyboard or by ear. */
import { type Caller, cleanName } from '../../../shared/caller.ts';
import { changeBoard } from '../../state/app-state.ts';
import type { ToldNumber } from '../../protocol/messages.ts';
import { cueTabs } from '../../protocol/transport.ts';

const most = 200;
const pageInFront = { active: true, lastFocusedWindow: true };

/** Each frame of the page answers for itself, with a `numbersTold`. */
export async function listNumbers(): Promise<void> {
  await changeBoard((board) => (board.pageNumbers.length > 0 ? { ...board, pageNumbers: [] } : board));
  await cueTabs(pageInFront, { cue: 'tellNumbers' });
}

export async function keepNumbers(numbers: ToldNumber[]): Promise<void> {
  await changeBoard((board) => ({
    ...board,
    pageNumbers: [...board.pageNumbers, ...numbers].slice(0, most),
    incoming: board.incoming.map((call) => ({ ...call, caller: asThePageHas(call.caller, numbers) })),
  }));
}

/** A caller without a name who is a contact of the page in front. The page is asked for all its numbers: who calls, it never learns. */
function asThePageHas(caller: Caller, numbers: ToldNumber[]): Caller {
  if (caller.name !== null || caller.number === null) return caller;
  const contact = numbers.find(({ number, name }) => number === caller.number && name);
  return { ...caller, name: cleanName(contact?.name) };
}

/** Opens the card on the number after, or before, the last one that was gone to. */
export async function goToNumber(to: 'next' | 'previous'): Promise<void> {
  await cueTabs(pageInFront, { cue: 'goToNumber', to });
}
