/** The numbers of the page in front, for people who use the keyboard or a screen reader. */
import { type Caller, cleanHost, cleanName } from '../../../shared/caller.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import type { PageNumber } from '../../protocol/schemas.ts';
import { type Sender, sendToTabs } from '../../protocol/transport.ts';
import type { ListedNumber } from '../../state/app-state.ts';
import { type PageReading, pageOf, readingFor } from './page-reading.ts';
import type { Steps } from './page-work.ts';
import { runPageWork } from './run-page-work.ts';
import { hostOf } from './sender-host.ts';
import { countriesFor } from './unsure-numbers.ts';

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

/** Adds the numbers of one frame of the page, unless they answer an earlier request than the last. */
export async function addPageNumbers(numbers: PageNumber[], sender: Sender, request: number): Promise<void> {
  const listed = await withCountries(numbers, sender);
  const host = hostOf(sender);
  await changeAppState((appState) => ({
    ...appState,
    pageNumbers: request === appState.pageNumbersRequest ? [...appState.pageNumbers, ...listed].slice(0, maxNumbers) : appState.pageNumbers,
    incoming: appState.incoming.map((call) => ({ ...call, caller: withNameFromPage(call.caller, numbers, host) })),
  }));
}

/** Adds the likeliest countries of each number whose country is not sure. A tab over its share gets none. */
async function withCountries(numbers: PageNumber[], sender: Sender): Promise<ListedNumber[]> {
  if (numbers.every(({ number }) => number !== null)) return numbers;
  const reading = await readingFor(pageOf(sender));
  return runPageWork(sender, likeliestOfEach(numbers, reading)).catch(() => numbers);
}

function* likeliestOfEach(numbers: PageNumber[], reading: PageReading): Steps<ListedNumber[]> {
  const listed: ListedNumber[] = [];
  for (const one of numbers) {
    listed.push(one.number === null ? { ...one, countries: countriesFor(one.href ?? one.written, reading) } : one);
    yield;
  }
  return listed;
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
