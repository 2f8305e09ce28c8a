/** Takes a person who has no pointer from number to number, and tells what numbers there are. */
import { allMarks, type Mark } from './marks.ts';
import { cardFor } from './number-card.ts';
import { showCard } from './overlay.ts';
import { send } from './send.ts';
import { rectsOf } from './under-pointer.ts';
import type { ToldNumber } from '../messages.ts';

const mostTold = 100;
const longestContext = 120;
const longestWritten = 100;
/** How long marks may take to come after a scroll, looked for in steps. */
const lookMs = 100;
const looks = 10;

let visited: Mark | null = null;

/** Opens the card on the next number in reading order, scrolling on where the screen has no more. */
export async function goToNumber(to: 'next' | 'previous'): Promise<void> {
  for (let scrolled = true; scrolled; scrolled = await scrollOn(to)) {
    const mark = neighbour(to);
    if (mark) return visit(mark);
  }
}

/** Tells the background of the numbers here; a frame without any stays silent. */
export function tellNumbers(): void {
  const told = inReadingOrder().slice(0, mostTold);
  const numbers = told.map(({ written, e164, country, context }): ToldNumber => ({
    written: written.slice(0, longestWritten),
    number: e164,
    country,
    context: (context ?? '').replace(written, ' ').replace(/\s+/g, ' ').trim().slice(0, longestContext),
  }));
  if (numbers.length > 0) void send({ command: 'numbersTold', numbers });
}

function visit(mark: Mark): void {
  visited = mark;
  const { at } = mark;
  const element = 'field' in at ? at.field : at.startNode.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
  if ('field' in at) at.field.setSelectionRange(at.start, at.end);
  else getSelection()?.setBaseAndExtent(at.startNode, at.startOffset, at.endNode, at.endOffset);
  showCard(cardFor(mark, 'keyboard'));
}

function neighbour(to: 'next' | 'previous'): Mark | undefined {
  const marks = inReadingOrder();
  if (to === 'previous') marks.reverse();
  const at = visited ? marks.indexOf(visited) : -1;
  if (at >= 0) return marks[at + 1];
  return marks.find((mark) => rectsOf(mark).some(({ top, bottom }) => (to === 'next' ? top >= 0 : bottom <= innerHeight)));
}

/** @returns false at the end of the page. */
async function scrollOn(to: 'next' | 'previous'): Promise<boolean> {
  const before = scrollY;
  const known = new Set(allMarks());
  scrollBy({ top: (to === 'next' ? 0.9 : -0.9) * innerHeight, behavior: 'instant' });
  for (let look = 0; look < looks && allMarks().every((mark) => known.has(mark)); look++) {
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  return scrollY !== before;
}

/** From top to bottom, and along each line from where the page's lines begin. */
function inReadingOrder(): Mark[] {
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const placed = allMarks().flatMap((mark) =>
    rectsOf(mark)
      .slice(0, 1)
      .map(({ top, left }) => ({ mark, top, left: rtl ? -left : left })),
  );
  placed.sort((a, b) => (Math.abs(a.top - b.top) > 2 ? a.top - b.top : a.left - b.left));
  return placed.map(({ mark }) => mark);
}
