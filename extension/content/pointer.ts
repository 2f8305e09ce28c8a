/** Turns a person's click or rest on a number into the card; every other click is left to the page. */
import { contactOf } from './contact-of.ts';
import { type Home, readTargets } from './finder.ts';
import type { Mark } from './marks.ts';
import { cardFor } from './number-card.ts';
import { showCard } from './overlay.ts';
import { telLinks, telTarget } from './tel-link.ts';
import { markUnder } from './under-pointer.ts';
import type { PageManner } from '../messages.ts';

const restMs = 300;
const longestWritten = 100;

/** Where clicks belong to the page even on a number. */
const controls =
  'a[href], area[href], button, input, select, textarea, summary, label, [contenteditable], [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch]';

/** Asked at every event: both change while the page stands. */
type Page = { manner: () => PageManner | null; shadowRoots: () => ShadowRoot[] };

export function listenToPointer(page: Page): void {
  window.addEventListener('click', (event) => onClick(event, page), { capture: true });
  let resting: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'pointermove',
    (event) => {
      clearTimeout(resting);
      const manner = page.manner();
      if (!event.isTrusted || event.buttons !== 0 || !manner?.on || manner.openCardOn !== 'hover') return;
      const find = finderAt(event, page);
      resting = setTimeout(() => {
        const mark = find();
        if (mark) showCard(cardFor(mark, 'hover'));
      }, restMs);
    },
    { capture: true, passive: true },
  );
}

function onClick(event: MouseEvent, page: Page): void {
  const manner = page.manner();
  if (!manner?.on || !event.isTrusted || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !getSelection()?.isCollapsed) return;
  const find = finderAt(event, page);
  const link = event.composedPath().find((target) => target instanceof Element && target.matches(telLinks)) as Element | undefined;
  const target = link && telTarget(link);
  if (link && target) {
    take(event);
    void openLink(link, target, find(), manner);
    return;
  }
  const mark = find();
  if (!mark || isInControl(mark)) return;
  take(event);
  showCard(cardFor(mark, 'click'));
}

/** The path of an event is gone once it was dispatched: it is taken now, and looked through when needed. */
function finderAt(event: MouseEvent, { shadowRoots }: Page): () => Mark | null {
  const path = event.composedPath();
  const { clientX, clientY } = event;
  return () =>
    markUnder(
      path,
      clientX,
      clientY,
      shadowRoots().filter(({ mode }) => mode === 'closed'),
    );
}

/** Looks out of shadow roots too, closed ones among them. */
function isInControl({ at: span }: Mark): boolean {
  if ('field' in span) return true;
  const node = span.startNode;
  for (let at: Element | null = node.parentElement ?? hostOf(node); at; at = at.parentElement ?? hostOf(at)) {
    if (at.matches(controls)) return true;
  }
  return false;
}

function hostOf(node: Node): Element | null {
  const { parentNode } = node;
  return parentNode instanceof ShadowRoot ? parentNode.host : null;
}

/** Shows what the link would really dial, whatever its text says. */
async function openLink(link: Element, target: string, mark: Mark | null, home: Home): Promise<void> {
  const name = contactOf(link);
  const [read] = await readTargets([target], home);
  // Not a number we can call: the link does what it would have done without us.
  if (!read) return location.assign(link.getAttribute('href')!);
  showCard({
    written: mark?.written.slice(0, longestWritten) ?? (link.textContent.trim().slice(0, longestWritten) || target),
    href: target,
    number: read.e164,
    country: read.country,
    rects: () => [...link.getClientRects()],
    opened: 'click',
    ...(mark && mark.e164 !== read.e164 ? { mismatch: true } : {}),
    ...(name ? { name } : {}),
  });
}

/** The row, the label or the link around the number must not act as well. */
function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
