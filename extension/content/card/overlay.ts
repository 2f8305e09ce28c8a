/** The card over the page: opens it beside a number, docks it during a call, closes it. */
import type { CardTabCommand } from '../../protocol/tab-commands.ts';
import { send } from '../runtime/send.ts';
import { pageDocument, unclobbered } from '../scan/unclobbered.ts';
import { watchForDismissal } from './card-dismissal.ts';
import {
  type Box,
  boundingBoxOf,
  defaultDockedPosition,
  type DockedPosition,
  dockedPositionOf,
  fitsViewport,
  linesOf,
  positionBeside,
  positionClearOf,
  positionDocked,
  type Point,
  type Side,
  sideOf,
  type Size,
} from './card-position.ts';
import { incomingBox, isIncomingShown } from './incoming-card.ts';
import type { NumberOnPage } from './number-card.ts';
import { pageDirection, type PageAppearance, pageAppearanceAt } from './page-appearance.ts';
import { viewportSize, withFrame } from './with-frame.ts';

type Shown = { is: 'beside'; target: NumberOnPage; appearance: PageAppearance } | { is: 'docked'; at: DockedPosition };

const minHeight = 40;
const jumpPx = 12;
const restMs = 150;
const savePositionAfterMs = 400;

let shown: Shown | null = null;
/** The place of the number, and since when the number rests there. */
let anchor: { left: number; top: number; at: number } | null = null;
/** The side of the number that the card has opened on: a card that grows does not change to the other. */
let side: Side | null = null;
let opening = false;
let closing = false;
let focusedBefore: Element | null = null;
let stopListening: (() => void) | undefined;
let saveTimer: ReturnType<typeof setTimeout> | undefined;

const card = withFrame(
  { page: 'extension/card/card.html', look: 'card', width: 320, modal: true },
  {
    draw,
    hide,
    onLost: closeCard,
    ifBlank: { command: 'openDialer' },
    // A page scrolls, resizes, re-renders and animates. The docked card can be moved by a hostile page only.
    isAnimated: () => shown?.is === 'beside',
  },
);

/** Opens the card beside a number, or moves the open card there. */
export function showCard(target: NumberOnPage): void {
  const { rects, country, ...number } = target;
  const box = boundingBoxOf(rects());
  if (!box) return;
  side = null;
  show({ is: 'beside', target, appearance: pageAppearanceAt(box) });
  const frame = card.current();
  if (!frame) return;
  opening = true;
  void send({
    command: 'openCard',
    nonce: frame.nonce,
    ...number,
    ...(country ? { country } : {}),
  }).then((accepted) => {
    opening = false;
    return accepted ? undefined : hide();
  });
  if (target.opened !== 'hover') frame.focus();
}

/** To be called when a click on a number is likely. */
export const preloadCard = card.preload;

/** Requests the close. The background answers with a tab command: `closeCard`, or `dock` while the call of the card is live. */
function closeCard(): void {
  const nonce = card.current()?.nonce;
  if (!shown || closing || !nonce) return;
  closing = true;
  void send({ command: 'closeCard', nonce }).then((accepted) => {
    closing = false;
    return accepted ? undefined : hide();
  });
}

/** Carries out a tab command from the background or the card itself. */
export function handleCardTabCommand(command: CardTabCommand): void {
  if (command.command === 'dropPreload') return card.dropPreloaded(command.nonce);
  if ('nonce' in command && command.nonce !== card.current()?.nonce) return;
  switch (command.command) {
    case 'sizeCard':
      if (!(command.height >= minHeight)) return;
      if (isTooTallForFrame(command.height)) return openDialer();
      card.setHeight(command.height);
      return draw();
    case 'closeCard':
      // While the card opens, this is the answer to an earlier close.
      return opening ? undefined : hide();
    case 'dock':
      return void dock(command.on);
    case 'moveCard':
      return move(command.dx, command.dy);
  }
}

/** In a frame that is lower than the card, the number and Call would not be in sight together. */
function isTooTallForFrame(height: number): boolean {
  if (window === top || card.size() || shown?.is !== 'beside' || shown.target.opened === 'hover') return false;
  return !fitsViewport(height, viewportSize());
}

/** The dial pad takes the number of the card. */
function openDialer(): void {
  hide();
  void send({ command: 'openDialer' });
}

/** The card is docked in the top frame only, for calls from any frame. */
async function dock(on: boolean): Promise<void> {
  // `on: false` needs no action: the docked card shows how the call ended, then closes itself.
  if (!on || isDocked()) return;
  if (window !== top) return hide();
  // Once connected, the agent works on in the page: key presses belong to the page.
  restoreFocus();
  show({ is: 'docked', at: defaultDockedPosition });
  const settings = await send({ query: 'pageSettings', host: location.hostname });
  if (settings?.place && isDocked()) show({ is: 'docked', at: settings.place });
}

const isDocked = () => shown?.is === 'docked';

function move(dx: number, dy: number): void {
  const size = card.size();
  if (shown?.is !== 'docked' || !size || !Number.isFinite(dx + dy)) return;
  const [viewport, dir] = [viewportSize(), pageDirection()];
  const from = positionDocked(shown.at, viewport, size, dir);
  const to = positionDocked(dockedPositionOf({ left: from.left + dx, top: from.top + dy }, viewport, size, dir), viewport, size, dir);
  const at = dockedPositionOf(to, viewport, size, dir);
  show({ is: 'docked', at });
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void send({ command: 'cardPlaced', ...at }), savePositionAfterMs);
}

function show(next: Shown): void {
  shown = next;
  if (card.current()) return draw();
  focusedBefore = pageDocument.activeElement;
  stopListening = watchForDismissal(
    {
      openedByHover: () => shown?.is === 'beside' && shown.target.opened === 'hover',
      number: () => (shown?.is === 'beside' ? boundingBoxOf(shown.target.rects()) : null),
      card: () => card.current()?.box() ?? null,
      hasFocus: () => card.current()?.hasFocus() ?? false,
    },
    closeCard,
  );
  card.open(next.is === 'beside');
}

function hide(): void {
  restoreFocus();
  card.close();
  stopListening?.();
  shown = null;
  anchor = null;
  focusedBefore = null;
}

function restoreFocus(): void {
  const frame = card.current();
  if (!frame?.hasFocus()) return;
  frame.blur();
  if (focusedBefore instanceof HTMLElement) unclobbered(focusedBefore).focus({ preventScroll: true });
}

/** Draws the card at its current position. */
export function draw(): void {
  const frame = card.current();
  if (!shown || !frame) return;
  const lines = shown.is === 'beside' ? shown.target.rects() : [];
  const box = boundingBoxOf(lines);
  if (shown.is === 'beside' && !box) return closeCard();
  frame.ring(linesOf(lines), shown.is === 'beside' ? shown.appearance.ringColour : '');
  const size = card.size();
  if (!size) return;
  if (shown.is === 'docked') {
    // The card of a ringing call shows the live call too.
    if (isIncomingShown()) frame.conceal();
    else frame.show(positionDocked(shown.at, viewportSize(), size, pageDirection()), size);
    return;
  }
  const at = box && isResting(box) ? positionInSight(box, size, shown.appearance.dir) : null;
  if (at) frame.show(at, size);
  else frame.conceal();
}

/** Beside the number, and not under the card of a ringing call; null where there is no such place. */
function positionInSight(number: Box, size: Size, dir: PageAppearance['dir']): Point | null {
  side ??= sideOf(number, viewportSize(), size);
  const at = positionBeside(number, viewportSize(), size, dir, side);
  const incoming = incomingBox();
  return incoming ? positionClearOf(incoming, at, viewportSize(), size) : at;
}

/**
 * A page that moves its number moves the card, perhaps under a pointer that is about to press. The card leaves the screen until
 * the number rests, and its guard starts anew.
 */
function isResting({ left, top }: Box): boolean {
  const now = performance.now();
  if (!anchor || Math.abs(left - anchor.left) + Math.abs(top - anchor.top) > jumpPx) anchor = { left, top, at: anchor ? now : 0 };
  return now - anchor.at >= restMs;
}
