/** Opens the card on a person's click or hover on a number; every other click is left to the page. */
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import type { Mark } from '../numbers/marks.ts';
import type { Bridge } from './bridge.ts';
import { type NumberOnPage, numberOfLink, numberOfMark } from './number-card.ts';
import { preloadCard, showCard } from './overlay.ts';
import { send } from '../runtime/send.ts';
import { telLinkSelector, telTarget } from '../numbers/tel-link.ts';
import { ancestorsOf, unclobbered } from '../scan/unclobbered.ts';
import { markAtPoint } from './hit-test.ts';

const hoverDelayMs = 300;
/** At most one hit test in this time for a pointer on its way to a number. */
const approachMs = 50;

/** Elements in which clicks belong to the page even on a number. */
const controls =
  'a[href], area[href], button, input, select, textarea, summary, label, [contenteditable], [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch]';

const fields = 'input, select, textarea, [contenteditable]';

let hoverTimer: ReturnType<typeof setTimeout> | undefined;
let approachTimer: ReturnType<typeof setTimeout> | undefined;
/** The hit test for the last place of the pointer. */
let findNearest: () => Mark | null;

/** For every `click` and `pointermove` of the page, before the page's own listeners, and for `pointerdown`. */
export function onPointer(event: PointerEvent, page: Bridge): void {
  const pageSettings = page.pageSettings();
  clearTimeout(hoverTimer);
  if (isContextInvalidated() || !event.isTrusted || !pageSettings?.on) return;
  if (event.type === 'click') onClick(event, page);
  else if (event.type === 'pointerdown') onPress(event, page);
  else if (event.buttons === 0) onMove(event, page, pageSettings.openCardOn === 'hover');
}

/** Without `everywhere`, a hover opens the card only where a click cannot: there the mark would promise in vain. */
function onMove(event: PointerEvent, page: Bridge, everywhere: boolean): void {
  const find = hitTestFor(event, page);
  findNearest = find;
  approachTimer ??= setTimeout(() => {
    approachTimer = undefined;
    preloadAt(findNearest);
  }, approachMs);
  hoverTimer = setTimeout(() => {
    const mark = find();
    if (mark && (everywhere || isClickOfPage(mark))) openCard(mark, 'hover');
  }, hoverDelayMs);
}

/** Touch has no way to the number. A mouse that had none either is a click at once, which would only wait for two orders. */
function onPress(event: PointerEvent, page: Bridge): void {
  if (event.pointerType !== 'mouse') preloadAt(hitTestFor(event, page));
}

function preloadAt(find: () => Mark | null): void {
  const mark = find();
  if (mark) preloadCard();
}

/** In a link, a button or a label, whose clicks are the page's. A person who writes in a field is not interrupted. */
function isClickOfPage({ at: span }: Mark): boolean {
  return !('field' in span) && isWithin(span.startContainer, controls) && !isWithin(span.startContainer, `${telLinkSelector}, ${fields}`);
}

function onClick(event: PointerEvent, page: Bridge): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !getSelection()?.isCollapsed) return;
  const find = hitTestFor(event, page);
  const link = event.composedPath().find((target) => target instanceof Element && unclobbered(target).matches(telLinkSelector)) as
    | Element
    | undefined;
  const target = link && telTarget(link);
  if (link && target) {
    consume(event);
    // Read now: the page may change the link while the background answers.
    void openLink({ link, href: link.getAttribute('href')!, target }, find());
    return;
  }
  const mark = find();
  if (!mark || isInControl(mark)) return;
  consume(event);
  openCard(mark, 'click');
}

/** The path of an event is empty after its dispatch, so it is stored now for a hit test later. */
function hitTestFor(event: PointerEvent, page: Bridge): () => Mark | null {
  const path = event.composedPath();
  const { clientX, clientY } = event;
  // The path of an event does not contain the nodes inside them.
  const closed = () => page.shadowRoots().filter(({ mode }) => mode === 'closed');
  return () => markAtPoint(path, clientX, clientY, closed(), page);
}

/** Ancestors include the hosts of shadow roots, open and closed. */
function isInControl({ at: span }: Mark): boolean {
  return 'field' in span || isWithin(span.startContainer, controls);
}

function isWithin(node: Node, selector: string): boolean {
  for (const at of ancestorsOf(node)) {
    if (at instanceof Element && unclobbered(at).matches(selector)) return true;
    if (at instanceof ShadowRoot) return isWithin(at.host, selector);
  }
  return false;
}

function openCard(mark: Mark, opened: NumberOnPage['opened']): void {
  showCard(numberOfMark(mark, opened));
}

/** `target` is the number in `href`. */
type PressedLink = { link: Element; href: string; target: string };

async function openLink({ link, href, target }: PressedLink, mark: Mark | null): Promise<void> {
  const [read] = (await send({ query: 'readNumbers', written: [target] })) ?? [];
  // Not a callable number: the link has its default effect.
  if (!read || 'problem' in read) return location.assign(href);
  showCard(numberOfLink(link, target, read, mark));
}

/** Keeps the row, the label or the link around the number from acting too. */
function consume(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
