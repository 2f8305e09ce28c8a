/** Takes a person who has no pointer from number to number, and tells what numbers there are. */
import { contactNameOf } from '../numbers/contact-name.ts';
import { rectsOf } from '../numbers/mark-rects.ts';
import type { Mark } from '../numbers/marks.ts';
import { elementOf, numberOfMark } from './number-card.ts';
import { showCard } from './overlay.ts';
import { send } from '../runtime/send.ts';
import { surroundingText } from '../numbers/surrounding-text.ts';
import type { PageNumber } from '../../protocol/schemas.ts';

const maxListed = 100;
const maxWrittenLength = 100;
/** Numbers half a screen above and below are marked too: this passes none over. */
const scrollShare = 1.8;
/** How long marks may take to come after a scroll, looked for in steps. */
const pollMs = 60;
const maxPolls = 4;

let visited: Mark | null = null;

/** Opens the card on the next number in reading order, scrolling on where there are no more near the screen. */
export async function goToNumber(to: 'next' | 'previous', marks: () => Mark[]): Promise<void> {
  let mark = neighbour(to, marks());
  for (let from = Number.NaN; !mark && scrollY !== from; mark = await scrollToMarks(to, marks)) from = scrollY;
  if (mark) openCardAt(mark);
}

/** Tells the background of the numbers here; a frame without any stays silent. */
export function listNumbersOfFrame(marks: Mark[]): void {
  const listed = inReadingOrder(marks).slice(0, maxListed);
  const numbers = listed.map((mark): PageNumber => {
    const { written, e164, country } = mark;
    const element = elementOf(mark);
    const name = element && contactNameOf(element);
    return {
      written: written.slice(0, maxWrittenLength),
      number: e164,
      country,
      context: element ? surroundingText(element, [written, ...(name ? [name] : [])]) : '',
      ...(name ? { name } : {}),
    };
  });
  if (numbers.length > 0) void send({ command: 'reportPageNumbers', numbers });
}

function openCardAt(mark: Mark): void {
  visited = mark;
  const { at } = mark;
  elementOf(mark)?.scrollIntoView({ block: 'center', behavior: 'instant' });
  if ('field' in at) at.field.setSelectionRange(at.start, at.end);
  else getSelection()?.setBaseAndExtent(at.startNode, at.startOffset, at.endNode, at.endOffset);
  showCard(numberOfMark(mark, 'keyboard'));
}

function neighbour(to: 'next' | 'previous', unordered: Mark[]): Mark | undefined {
  const marks = inReadingOrder(unordered);
  if (to === 'previous') marks.reverse();
  const at = visited ? marks.indexOf(visited) : -1;
  if (at >= 0) return marks[at + 1];
  return marks.find((mark) => rectsOf(mark).some(({ top, bottom }) => (to === 'next' ? top >= 0 : bottom <= innerHeight)));
}

/** The first mark that was not there before the page was scrolled on. */
async function scrollToMarks(to: 'next' | 'previous', marks: () => Mark[]): Promise<Mark | undefined> {
  const known = new Set(marks());
  scrollBy({ top: (to === 'next' ? scrollShare : -scrollShare) * innerHeight, behavior: 'instant' });
  for (let look = 0; look < maxPolls; look++) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const fresh = inReadingOrder(marks()).filter((mark) => !known.has(mark));
    if (fresh.length > 0) return to === 'next' ? fresh[0] : fresh.at(-1);
  }
  return undefined;
}

/** From top to bottom, and along each line from where the page's lines begin. */
function inReadingOrder(marks: Mark[]): Mark[] {
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const placed = marks.flatMap((mark) =>
    rectsOf(mark)
      .slice(0, 1)
      .map(({ top, left }) => ({ mark, top, left: rtl ? -left : left })),
  );
  placed.sort((a, b) => (Math.abs(a.top - b.top) > 2 ? a.top - b.top : a.left - b.left));
  return placed.map(({ mark }) => mark);
}
