/** Turns a person's click or rest on a number into the card; every other click is left to the page. */
import { type Mark, markAt } from './marks.ts';
import { readTargets } from './finder.ts';
import { type NumberOnPage, showCard } from './overlay.ts';
import { telLinks, telTarget } from './tel-link.ts';
import type { PageManner } from '../messages.ts';

const restMs = 300;
const reachPx = 4;

/** The shadow roots that are known to be on the page. */
let rootsUnderPoint: () => ShadowRoot[] = () => [];

/** Where clicks belong to the page even on a number. */
const controls =
  'a[href], area[href], button, input, select, textarea, summary, label, [contenteditable], [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch]';

/** `manner` is asked at every event: it changes while the page stands. */
export function listenToPointer(manner: () => PageManner | null, shadowRoots: () => ShadowRoot[]): void {
  rootsUnderPoint = shadowRoots;
  window.addEventListener('click', (event) => onClick(event, manner()), { capture: true });
  let resting: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'pointermove',
    (event) => {
      clearTimeout(resting);
      if (event.isTrusted && event.buttons === 0 && manner()?.openCardOn === 'hover') {
        resting = setTimeout(() => onRest(event.clientX, event.clientY), restMs);
      }
    },
    { capture: true, passive: true },
  );
}

function onClick(event: MouseEvent, manner: PageManner | null): void {
  if (!manner?.on || !event.isTrusted || event.button !== 0 || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const path = event.composedPath().filter((target) => target instanceof Element);
  const link = path.find((element) => element.matches(telLinks));
  if (link) return onLink(event, link, manner);
  if (path.some((element) => element.matches(controls)) || !getSelection()?.isCollapsed) return;
  const mark = markUnder(event.clientX, event.clientY);
  if (!mark) return;
  take(event);
  showCard(cardFor(mark, 'click'));
}

function onLink(event: MouseEvent, link: Element, manner: PageManner): void {
  const target = telTarget(link);
  if (!target) return;
  take(event);
  void openLink(link, target, markUnder(event.clientX, event.clientY), manner.region);
}

/** Shows what the link would really dial, whatever its text says. */
async function openLink(link: Element, target: string, mark: Mark | null, region: string): Promise<void> {
  const [read] = await readTargets([target], region);
  // Not a number we can call: the link does what it would have done without us.
  if (!read) return location.assign(link.getAttribute('href')!);
  showCard({
    written: mark?.written ?? (link.textContent.trim().slice(0, 100) || target),
    href: target,
    number: read.e164,
    country: read.country,
    rects: () => [...link.getClientRects()],
    opened: 'click',
    ...(mark && mark.e164 !== read.e164 ? { mismatch: true } : {}),
  });
}

/** The row, the label or the link around the number must not act as well. */
function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onRest(x: number, y: number): void {
  const mark = markUnder(x, y);
  if (mark) showCard(cardFor(mark, 'hover'));
}

/** The mark whose letters are under the point. The nearest caret alone is not enough: it snaps to the end of a far line. */
function markUnder(x: number, y: number): Mark | null {
  const caret = document.caretPositionFromPoint(x, y, { shadowRoots: rootsUnderPoint() });
  const mark = caret && markAt(caret.offsetNode, caret.offset);
  return mark && rectsOf(mark).some((rect) => holds(rect, x, y)) ? mark : null;
}

function holds(rect: DOMRect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom + reachPx;
}

function rectsOf({ at }: Mark): DOMRect[] {
  if (!at.startNode.isConnected || !at.endNode.isConnected) return [];
  const range = document.createRange();
  range.setStart(at.startNode, at.startOffset);
  range.setEnd(at.endNode, at.endOffset);
  return [...range.getClientRects()];
}

function cardFor(mark: Mark, opened: NumberOnPage['opened']): NumberOnPage {
  return { written: mark.written, number: mark.e164, country: mark.country, rects: () => rectsOf(mark), opened };
}
