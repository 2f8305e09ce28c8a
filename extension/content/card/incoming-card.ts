/** The card of a call that rings, in the corner of the page: apart from the card of a number, which stays as it is. */
import type { TabCommand } from '../../protocol/tab-commands.ts';
import { type CardFrame, openCardFrame } from './card-frame.ts';
import { defaultDockedPosition, viewportMargin, positionDocked } from './card-position.ts';
import { pageDirection } from './page-appearance.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { send } from '../runtime/send.ts';

const width = 384;
/** A page whose policy lets the iframe load but not run would keep it blank for ever. */
const timeoutMs = 2000;
/** The card takes itself away once it has said who answered; after this, whatever it does. */
const hideDelayMs = 6000;
const checkIntervalMs = 500;

let frame: CardFrame | null = null;
/** As the card last told it, in CSS px; null until it has drawn itself. */
let height: number | null = null;
let hideTimer: ReturnType<typeof setTimeout> | undefined;

/** Does what the background, or the card itself, asks of the page. It never takes the focus. */
export function handleIncomingTabCommand(command: Extract<TabCommand, { command: 'incoming' | 'sizeIncoming' }>): void {
  if (window !== top) return;
  if (command.command === 'sizeIncoming') return resize(command.height);
  clearTimeout(hideTimer);
  if (command.on) show();
  else if (height === null) hide();
  else hideTimer = setTimeout(hide, hideDelayMs);
}

/** Whether it stands in the corner now. */
export function isIncomingShown(): boolean {
  return frame !== null;
}

function show(): void {
  if (frame) return;
  frame = openCardFrame({ page: 'extension/incoming/incoming.html?card', look: 'incoming', width, modal: false });
  setTimeout(closeIfBlank, timeoutMs, frame);
  keepShown(frame);
}

function closeIfBlank(waitedFor: CardFrame): void {
  if (frame !== waitedFor || height !== null) return;
  hide();
  void send({ command: 'incomingNotShown' });
}

function resize(told: number): void {
  if (!Number.isFinite(told) || !frame) return;
  if (told <= 0) return hide();
  height = told;
  draw();
}

function hide(): void {
  clearTimeout(hideTimer);
  frame?.remove();
  [frame, height] = [null, null];
}

/** Only an unkind page, or a change of the window's size, can move it. */
function keepShown(mine: CardFrame): void {
  if (frame !== mine) return;
  if (isContextInvalidated() || !mine.repair()) return hide();
  draw();
  setTimeout(keepShown, checkIntervalMs, mine);
}

function draw(): void {
  if (!frame || height === null) return;
  const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const card = {
    width: Math.min(width, viewport.width - 2 * viewportMargin),
    height: Math.min(height, viewport.height - 2 * viewportMargin),
  };
  frame.show(positionDocked(defaultDockedPosition, viewport, card, pageDirection()), card);
}
