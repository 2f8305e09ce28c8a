/** Keyboard navigation from number to number, and the list of the page's numbers. */
import { rectsOf } from '../numbers/mark-rects.ts';
import type { Mark } from '../numbers/marks.ts';
import { detailsOf, elementOf, numberOfMark } from './number-card.ts';
import { showCard } from './overlay.ts';
import { send } from '../runtime/send.ts';
import { pageDocument, unclobbered } from '../scan/unclobbered.ts';
import { surroundingText } from '../numbers/surrounding-text.ts';
import type { PageNumber } from '../../protocol/schemas.ts';

const maxListed = 100;
/** Of the viewport's height. Numbers half a viewport above and below are marked too, so no number is skipped. */
const scrollShare = 1.8;
/** Marks appear some time after a scroll. */
const pollMs = 60;
const maxPolls = 4;

let visited: Mark | null = null;

/** Opens the card on the next number in reading order; scrolls if there are no more marks near the viewport. */
export async function goToNumber(to: 'next' | 'previous', marks: () => Mark[]): Promise<void> {
  if (!hasFocus()) return;
  let mark = neighbour(to, marks());
  for (let from = Number.NaN; !mark && scrollY !== from; mark = await scrollToMarks(to, marks)) from = scrollY;
  if (mark) openCardAt(mark);
}

/** Every frame receives the command: the frame with the focus acts, or the top frame where no frame has it. */
function hasFocus(): boolean {
  return window === top ? !/^I?FRAME$/.test(pageDocument.activeElement?.tagName ?? '') : pageDocument.hasFocus();
}

/** Reports the numbers of this frame to the background; a frame without numbers reports nothing. */
export function listNumbersOfFrame(marks: Mark[], request: number): void {
  const listed = inReadingOrder(marks).slice(0, maxListed);
  const numbers = listed.map((mark): PageNumber => {
    const { number, ...details } = detailsOf(mark);
    const element = elementOf(mark);
    const context = element ? surroundingText(element, [mark.written, details.name ?? '']) : '';
    return { ...details, ...(mark.href ? { href: mark.href } : {}), number: number ?? null, context };
  });
  if (numbers.length > 0) void send({ command: 'reportPageNumbers', numbers, request });
}

function openCardAt(mark: Mark): void {
  visited = mark;
  const { at } = mark;
  const element = elementOf(mark);
  if (element) unclobbered(element).scrollIntoView({ block: 'center', behavior: 'instant' });
  if ('field' in at) at.field.setSelectionRange(at.start, at.end);
  else getSelection()?.setBaseAndExtent(at.startContainer, at.startOffset, at.endContainer, at.endOffset);
  showCard(numberOfMark(mark, 'keyboard'));
}

function neighbour(to: 'next' | 'previous', unordered: Mark[]): Mark | undefined {
  const marks = inReadingOrder(unordered);
  if (to === 'previous') marks.reverse();
  const at = visited ? marks.indexOf(visited) : -1;
  if (at >= 0) return marks[at + 1];
  return marks.find((mark) => rectsOf(mark).some(({ top, bottom }) => (to === 'next' ? top >= 0 : bottom <= innerHeight)));
}

/** Scrolls on, and returns the first mark that is new. */
async function scrollToMarks(to: 'next' | 'previous', marks: () => Mark[]): Promise<Mark | undefined> {
  const known = new Set(marks());
  scrollBy({ top: (to === 'next' ? scrollShare : -scrollShare) * innerHeight, behavior: 'instant' });
  for (let poll = 0; poll < maxPolls; poll++) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const fresh = inReadingOrder(marks()).filter((mark) => !known.has(mark));
    if (fresh.length > 0) return to === 'next' ? fresh[0] : fresh.at(-1);
  }
  return undefined;
}

/** From top to bottom, and along each line in the direction of the page. */
function inReadingOrder(marks: Mark[]): Mark[] {
  const rtl = getComputedStyle(pageDocument.documentElement).direction === 'rtl';
  const placed = marks.flatMap((mark) =>
    rectsOf(mark)
      .slice(0, 1)
      .map(({ top, left }) => ({ mark, top, left: rtl ? -left : left })),
  );
  placed.sort((a, b) => (Math.abs(a.top - b.top) > 2 ? a.top - b.top : a.left - b.left));
  return placed.map(({ mark }) => mark);
}
