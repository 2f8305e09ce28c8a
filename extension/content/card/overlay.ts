/** The card over the page: opens it beside a number, docks it during a call, closes it. */
import type { CardTabCommand } from '../../protocol/tab-commands.ts';
import { watchForDismissal } from './card-dismissal.ts';
import { type CardFrame, openCardFrame } from './card-frame.ts';
import { around, type DockedPlace, dockedByDefault, dockedPlaceOf, edge, linesOf, place, placeDocked, type Size } from './card-position.ts';
import { pageDirection, type Surroundings, surroundingsOf } from './page-appearance.ts';
import { incomingStands } from './incoming-card.ts';
import { isLeftBehind } from '../runtime/extension-context-invalidated.ts';
import { meeting } from '../runtime/isolated-world-bridge.ts';
import type { NumberOnPage } from './number-card.ts';
import { send } from '../runtime/send.ts';

type Shown = { is: 'beside'; target: NumberOnPage; around: Surroundings } | { is: 'docked'; at: DockedPlace };

const width = 320;
const leastHeight = 40;
/** A page whose policy lets the iframe load but not run (`Cross-Origin-Embedder-Policy`) would show nothing for ever. */
const timeoutMs = 2000;
const keepPlaceAfterMs = 400;

let frame: CardFrame | null = null;
let shown: Shown | null = null;
/** As the card last told it; null until it has drawn itself. */
let height: number | null = null;
let opening = false;
let closing = false;
let hadFocus: Element | null = null;
let stopListening: (() => void) | undefined;
let keeping: ReturnType<typeof setTimeout> | undefined;

/** Opens the card beside a number, or moves the open one there. */
export function showCard(target: NumberOnPage): void {
  const box = around(target.rects());
  if (!box) return;
  const { written, href, number, country, opened, name } = target;
  const hint = meeting()?.pageSettings()?.hint;
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
  show({ is: 'beside', target, around: surroundingsOf(box) });
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
      if (!(command.height >= leastHeight)) return;
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
  giveKeyboardBack();
  show({ is: 'docked', at: dockedByDefault });
  const pageSettings = await send({ query: 'pageSettings', host: location.hostname });
  if (pageSettings?.place && isDocked()) show({ is: 'docked', at: pageSettings.place });
}

const isDocked = () => shown?.is === 'docked';

function move(dx: number, dy: number): void {
  if (shown?.is !== 'docked' || !Number.isFinite(dx + dy)) return;
  const [viewport, size, dir] = [viewportSize(), cardSize(), pageDirection()];
  const from = placeDocked(shown.at, viewport, size, dir);
  const to = placeDocked(dockedPlaceOf({ left: from.left + dx, top: from.top + dy }, viewport, size, dir), viewport, size, dir);
  const at = dockedPlaceOf(to, viewport, size, dir);
  show({ is: 'docked', at });
  clearTimeout(keeping);
  keeping = setTimeout(() => void send({ command: 'cardPlaced', ...at }), keepPlaceAfterMs);
}

function show(next: Shown): void {
  shown = next;
  if (frame) return draw();
  hadFocus = document.activeElement;
  frame = openCardFrame({ page: 'extension/card/card.html', look: 'card', width, modal: true });
  stopListening = watchForDismissal(
    {
      canGo: () => shown?.is === 'beside',
      openedByHover: () => shown?.is === 'beside' && shown.target.opened === 'hover',
      number: () => (shown?.is === 'beside' ? around(shown.target.rects()) : null),
      card: () => frame?.box() ?? null,
      hasFocus: () => frame?.hasFocus() ?? false,
    },
    closeCard,
  );
  setTimeout(giveUpIfBlank, timeoutMs, frame);
  follow(frame);
}

function hide(): void {
  giveKeyboardBack();
  frame?.remove();
  stopListening?.();
  [frame, shown, height] = [null, null, null];
  hadFocus = null;
}

function giveKeyboardBack(): void {
  if (!frame?.hasFocus()) return;
  frame.blur();
  if (hadFocus instanceof HTMLElement) hadFocus.focus({ preventScroll: true });
}

function giveUpIfBlank(waitedFor: CardFrame): void {
  if (frame !== waitedFor || height !== null) return;
  hide();
  void send({ command: 'openDialer' });
}

/** Beside a number every frame counts: pages scroll, resize, re-render and animate. Docked, only an unkind page can move it. */
function follow(mine: CardFrame): void {
  if (frame !== mine) return;
  if (isLeftBehind()) return hide();
  if (!mine.holds()) {
    closeCard();
    return hide();
  }
  draw();
  if (shown?.is === 'beside') requestAnimationFrame(() => follow(mine));
  else setTimeout(follow, 500, mine);
}

/** Draws the card where it belongs now. */
export function draw(): void {
  if (!shown || !frame) return;
  const docked = shown.is === 'docked' ? shown : null;
  const lines = shown.is === 'beside' ? shown.target.rects() : [];
  const box = around(lines);
  if (shown.is === 'beside' && !box) return closeCard();
  frame.ring(linesOf(lines), shown.is === 'beside' ? shown.around.ringColour : '');
  if (height === null) return;
  const size = cardSize();
  // A call that rings shows the live one too, above its own.
  if (docked && incomingStands()) frame.conceal();
  else if (docked) frame.show(placeDocked(docked.at, viewportSize(), size, pageDirection()), size);
  else if (box && shown.is === 'beside') frame.show(place(box, viewportSize(), size, shown.around.dir), size);
}

/** Without the scroll bars. */
function viewportSize(): Size {
  return { width: document.documentElement.clientWidth, height: window.innerHeight };
}

function cardSize(): Size {
  const viewport = viewportSize();
  return { width: Math.min(width, viewport.width - 2 * edge), height: Math.min(height ?? 0, viewport.height - 2 * edge) };
}
