/** The card of a ringing call in the corner of the page, independent of the card of a number. */
import type { TabCommand } from '../../protocol/tab-commands.ts';
import { defaultDockedPosition, positionDocked } from './card-position.ts';
import { pageDirection } from './page-appearance.ts';
import { viewportSize, withFrame } from './with-frame.ts';

/** The card closes itself after the message that says who answered; this is the time limit for that. */
const hideDelayMs = 6000;

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
  if (command.on) show();
  else if (!card.size()) hide();
  else hideTimer = setTimeout(hide, hideDelayMs);
}

export function isIncomingShown(): boolean {
  return card.current() !== null;
}

function show(): void {
  if (card.current()) return;
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
  const size = card.size();
  if (size) card.current()?.show(positionDocked(defaultDockedPosition, viewportSize(), size, side), size);
}
