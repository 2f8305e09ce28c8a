/** The card over the page: opens it beside a number, docks it during a call, closes it. */
import type { CardTabCommand } from '../../protocol/tab-commands.ts';
import { watchForDismissal } from './card-dismissal.ts';
import { type CardFrame, openCardFrame } from './card-frame.ts';
import {
  boundingBoxOf,
  type DockedPosition,
  defaultDockedPosition,
  dockedPositionOf,
  viewportMargin,
  linesOf,
  positionBeside,
  positionDocked,
  type Size,
} from './card-position.ts';
import { pageDirection, type PageAppearance, pageAppearanceAt } from './page-appearance.ts';
import { isIncomingShown } from './incoming-card.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { getBridge } from '../runtime/isolated-world-bridge.ts';
import type { NumberOnPage } from './number-card.ts';
import { send } from '../runtime/send.ts';

type Shown = { is: 'beside'; target: NumberOnPage; around: PageAppearance } | { is: 'docked'; at: DockedPosition };

const width = 320;
const minHeight = 40;
/** A page whose policy lets the iframe load but not run (`Cross-Origin-Embedder-Policy`) would show nothing for ever. */
const timeoutMs = 2000;
const savePositionAfterMs = 400;

let frame: CardFrame | null = null;
let shown: Shown | null = null;
/** As the card last told it; null until it has drawn itself. */
let height: number | null = null;
let opening = false;
let closing = false;
let focusedBefore: Element | null = null;
let stopListening: (() => void) | undefined;
let saveTimer: ReturnType<typeof setTimeout> | undefined;

/** Opens the card beside a number, or moves the open one there. */
export function showCard(target: NumberOnPage): void {
  const box = boundingBoxOf(target.rects());
  if (!box) return;
  const { written, href, number, country, opened, name } = target;
  const hint = getBridge()?.pageSettings()?.hint;
  opening = true;
  void send({
    command: 'openCard',
    written,
    number,
    ...(href ? { href } : {}),
    ...(country ? { country } : {}),
    ...(hint ? { hint } : {}),
    ...(name ? { name } : {}),
  }).then((taken) => {
    opening = false;
    return taken ? undefined : hide();
  });
  show({ is: 'beside', target, around: pageAppearanceAt(box) });
  if (opened !== 'hover') frame?.focus();
}

/** Asks for the card to be closed. The background answers with a tab command: to close it, or to dock it while its call is live. */
function closeCard(): void {
  if (!shown || closing) return;
  closing = true;
  void send({ command: 'closeCard' }).then((taken) => {
    closing = false;
    return taken ? undefined : hide();
  });
}

/** Does what the background, or the card through it, asks of the page. */
export function handleCardTabCommand(command: CardTabCommand): void {
  switch (command.command) {
    case 'sizeCard':
      if (!(command.height >= minHeight)) return;
      height = command.height;
      return draw();
    case 'closeCard':
      // One that was on its way before the card was opened anew.
      return opening ? undefined : hide();
    case 'dock':
      return void dock(command.on);
    case 'moveCard':
      return move(command.dx, command.dy);
  }
}

/** The docked card stands in the top frame alone, whichever frame the call was started from. */
async function dock(on: boolean): Promise<void> {
  // Called off, the card stays to say how the call ended, and closes itself.
  if (!on || isDocked()) return;
  if (window !== top) return hide();
  // Connected, people go on in their page: what they type next is meant for it.
  restoreFocus();
  show({ is: 'docked', at: defaultDockedPosition });
  const pageSettings = await send({ query: 'pageSettings', host: location.hostname });
  if (pageSettings?.place && isDocked()) show({ is: 'docked', at: pageSettings.place });
}

const isDocked = () => shown?.is === 'docked';

function move(dx: number, dy: number): void {
  if (shown?.is !== 'docked' || !Number.isFinite(dx + dy)) return;
  const [viewport, size, dir] = [viewportSize(), cardSize(), pageDirection()];
  const from = positionDocked(shown.at, viewport, size, dir);
  const to = positionDocked(dockedPositionOf({ left: from.left + dx, top: from.top + dy }, viewport, size, dir), viewport, size, dir);
  const at = dockedPositionOf(to, viewport, size, dir);
  show({ is: 'docked', at });
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void send({ command: 'cardPlaced', ...at }), savePositionAfterMs);
}

function show(next: Shown): void {
  shown = next;
  if (frame) return draw();
  focusedBefore = document.activeElement;
  frame = openCardFrame({ page: 'extension/card/card.html', look: 'card', width, modal: true });
  stopListening = watchForDismissal(
    {
      canDismiss: () => shown?.is === 'beside',
      openedByHover: () => shown?.is === 'beside' && shown.target.opened === 'hover',
      number: () => (shown?.is === 'beside' ? boundingBoxOf(shown.target.rects()) : null),
      card: () => frame?.box() ?? null,
      hasFocus: () => frame?.hasFocus() ?? false,
    },
    closeCard,
  );
  setTimeout(closeIfBlank, timeoutMs, frame);
  keepInPosition(frame);
}

function hide(): void {
  restoreFocus();
  frame?.remove();
  stopListening?.();
  [frame, shown, height] = [null, null, null];
  focusedBefore = null;
}

function restoreFocus(): void {
  if (!frame?.hasFocus()) return;
  frame.blur();
  if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
}

function closeIfBlank(waitedFor: CardFrame): void {
  if (frame !== waitedFor || height !== null) return;
  hide();
  void send({ command: 'openDialer' });
}

/** Beside a number every frame counts: pages scroll, resize, re-render and animate. Docked, only an unkind page can move it. */
function keepInPosition(mine: CardFrame): void {
  if (frame !== mine) return;
  if (isContextInvalidated()) return hide();
  if (!mine.repair()) {
    closeCard();
    return hide();
  }
  draw();
  if (shown?.is === 'beside') requestAnimationFrame(() => keepInPosition(mine));
  else setTimeout(keepInPosition, 500, mine);
}

/** Draws the card where it belongs now. */
export function draw(): void {
  if (!shown || !frame) return;
  const docked = shown.is === 'docked' ? shown : null;
  const lines = shown.is === 'beside' ? shown.target.rects() : [];
  const box = boundingBoxOf(lines);
  if (shown.is === 'beside' && !box) return closeCard();
  frame.ring(linesOf(lines), shown.is === 'beside' ? shown.around.ringColour : '');
  if (height === null) return;
  const size = cardSize();
  // A call that rings shows the live one too, above its own.
  if (docked && isIncomingShown()) frame.conceal();
  else if (docked) frame.show(positionDocked(docked.at, viewportSize(), size, pageDirection()), size);
  else if (box && shown.is === 'beside') frame.show(positionBeside(box, viewportSize(), size, shown.around.dir), size);
}

/** Without the scroll bars. */
function viewportSize(): Size {
  return { width: document.documentElement.clientWidth, height: window.innerHeight };
}

function cardSize(): Size {
  const viewport = viewportSize();
  return {
    width: Math.min(width, viewport.width - 2 * viewportMargin),
    height: Math.min(height ?? 0, viewport.height - 2 * viewportMargin),
  };
}
