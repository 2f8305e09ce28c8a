/** The card of a ringing call in the corner of the page, independent of the card of a number. */
import type { TabCommand } from '../../protocol/tab-commands.ts';
import { type Box, defaultDockedPosition, positionDocked } from './card-position.ts';
import { send } from '../runtime/send.ts';
import { pageDocument } from '../scan/unclobbered.ts';
import { pageDirection } from './page-appearance.ts';
import { viewportSize, withFrame } from './with-frame.ts';

/** The card closes itself after the message that says who answered; this is the time limit for that. */
const hideDelayMs = 6000;

let isRinging = false;
let hideTimer: ReturnType<typeof setTimeout> | undefined;
/** Kept from the start: a page that turns its direction would bring the card under the pointer. */
let side: 'ltr' | 'rtl' = 'ltr';

const card = withFrame(
  { page: 'extension/incoming/incoming.html', look: 'incoming', width: 384, modal: false },
  {
    draw,
    hide,
    ifBlank: { command: 'incomingNotShown' },
    // Only a hostile page, or a change of the window's size, can move it.
    isAnimated: () => false,
  },
);

/** Carries out a tab command from the background or the card itself. Never takes the focus. */
export function handleIncomingTabCommand(command: Extract<TabCommand, { command: 'incoming' | 'sizeIncoming' }>): void {
  if (window !== top) return;
  if (command.command === 'sizeIncoming') return command.nonce === card.current()?.nonce ? resize(command.height) : undefined;
  clearTimeout(hideTimer);
  isRinging = command.on;
  if (command.on) show();
  else if (!card.size()) hide();
  else if (!command.missed) hideTimer = setTimeout(hide, hideDelayMs);
}

export function isIncomingShown(): boolean {
  return card.current() !== null;
}

/** The box of the card; null while it is not on the screen. */
export function incomingBox(): Box | null {
  return card.current()?.box() ?? null;
}

const modal = 'dialog:modal';

/** Everything outside a modal dialog of the page is inert; a modal dialog of Hatif's own would take the focus from the page. */
function isInert(): boolean {
  if (pageDocument.querySelector(modal)) return true;
  // The corner belongs to the backdrop of a dialog inside a shadow root, and is reported as that root's host.
  const atCorner = pageDocument.elementFromPoint(0, 0);
  const shadow = atCorner instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(atCorner) : null;
  return Boolean(shadow?.querySelector(modal));
}

/** The window takes the place of a card that no press can reach. */
function giveToWindow(): void {
  hide();
  void send({ command: 'incomingNotShown' });
}

function show(): void {
  if (card.current()) return;
  if (isInert()) return giveToWindow();
  side = pageDirection();
  card.open(false);
}

function resize(height: number): void {
  if (!Number.isFinite(height)) return;
  if (height <= 0) return hide();
  card.setHeight(height);
  draw();
}

function hide(): void {
  clearTimeout(hideTimer);
  card.close();
}

function draw(): void {
  // The window of a call that has stopped ringing would not open.
  if (isRinging && isInert()) return giveToWindow();
  const size = card.size();
  if (size) card.current()?.show(positionDocked(defaultDockedPosition, viewportSize(), size, side), size);
}
