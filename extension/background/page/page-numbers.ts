/** The numbers of the page in front, for people who use the keyboard or a screen reader. */
import { type Caller, cleanHost, cleanName } from '../../../shared/caller.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import type { PageNumber } from '../../protocol/schemas.ts';
import { sendToTabs } from '../../protocol/transport.ts';

const maxNumbers = 200;
const pageInFront = { active: true, lastFocusedWindow: true };

/** Each frame of the page answers with its own command `reportPageNumbers`. */
export async function listNumbers(): Promise<void> {
  const { pageNumbersRequest: request } = await changeAppState((appState) => ({
    ...appState,
    pageNumbers: [],
    pageNumbersRequest: appState.pageNumbersRequest + 1,
  }));
  await sendToTabs(pageInFront, { command: 'listNumbersOfFrame', request });
}

/**
 * Lists the numbers of one frame, unless they answer an earlier request than the last.
 * @param host of the page.
 */
export async function addPageNumbers(numbers: PageNumber[], host: string, request: number): Promise<void> {
  await changeAppState((appState) => ({
    ...appState,
    pageNumbers:
      request === appState.pageNumbersRequest ? [...appState.pageNumbers, ...numbers].slice(0, maxNumbers) : appState.pageNumbers,
    incoming: appState.incoming.map((call) => ({ ...call, caller: withNameFromPage(call.caller, numbers, host) })),
  }));
}

/** Adds the name of a contact on the page in front, with the page's host: any page can name anybody. The page lists all its numbers: the caller's number is never sent to it. */
function withNameFromPage(caller: Caller, numbers: PageNumber[], host: string): Caller {
  if (caller.name !== null || caller.number === null) return caller;
  const contact = numbers.find(({ number, name }) => number === caller.number && name);
  const name = cleanName(contact?.name);
  const nameFrom = cleanHost(host);
  return name === null || nameFrom === null ? caller : { ...caller, name, nameFrom };
}

/** Opens the card on the next, or the previous, number of the page in front. */
export async function goToNumber(to: 'next' | 'previous'): Promise<void> {
  await sendToTabs(pageInFront, { command: 'goToNumber', to });
}
