/** Turns a person's click or rest on a number into the card; every other click is left to the page. */
import { withCards } from './fetched-cards.ts';
import { type Home, readTargets } from './finder.ts';
import { isLeftBehind, whileOurs } from './left-behind.ts';
import type { Mark } from './marks.ts';
import type { NumberOnPage } from './number-card.ts';
import { send } from './send.ts';
import { telLinks, telTarget } from './tel-link.ts';
import { markUnder } from './under-pointer.ts';
import type { PageManner } from '../messages.ts';

const restMs = 300;

/** Where clicks belong to the page even on a number. */
const controls =
  'a[href], area[href], button, input, select, textarea, summary, label, [contenteditable], [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch]';

/** Asked at every event: both change while the page stands. */
type Page = { manner: () => PageManner | null; shadowRoots: () => ShadowRoot[] };

export function listenToPointer(page: Page): void {
  window.addEventListener('click', (event) => onClick(event, page), { capture: true, signal: whileOurs });
  let resting: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'pointermove',
    (event) => {
      clearTimeout(resting);
      const manner = page.manner();
      if (isLeftBehind() || !event.isTrusted || event.buttons !== 0 || !manner?.on || manner.openCardOn !== 'hover') return;
      const find = finderAt(event, page);
      resting = setTimeout(() => {
        const mark = find();
        if (mark) openCard(mark, 'hover');
      }, restMs);
    },
    { capture: true, passive: true, signal: whileOurs },
  );
}

function onClick(event: MouseEvent, page: Page): void {
  const manner = page.manner();
  if (isLeftBehind() || !manner?.on || !event.isTrusted || event.button !== 0) return;
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
  openCard(mark, 'click');
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

function openCard(mark: Mark, opened: NumberOnPage['opened']): void {
  withCards(
    ({ open }) => open(mark, opened),
    () => openDialer(mark.e164),
  );
}

async function openLink(link: Element, target: string, mark: Mark | null, home: Home): Promise<void> {
  const [read] = await readTargets([target], home);
  // Not a number we can call: the link does what it would have done without us.
  if (!read) return location.assign(link.getAttribute('href')!);
  withCards(
    (cards) => cards.openLink({ link, target, read, mark }),
    () => openDialer(read.e164),
  );
}

/** No card can be drawn here. */
function openDialer(number: string): void {
  void send({ command: 'openDialer', number });
}

/** The row, the label or the link around the number must not act as well. */
function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
