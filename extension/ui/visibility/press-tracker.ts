/** Follows pointer, keys and focus in this document for its press guard. */
import { followPageZoom, pageZoom } from './page-zoom.ts';
import { type GuardEvent, judgePress, newPressGuard, type Point, type Press, type PressVerdict, stepPressGuard } from './press-guard.ts';
import { keepSampling, observeAnew, restartVisibility } from './visibility-guard.ts';

let guard = newPressGuard(performance.now());
/** The top left corner of the document at the last touch. */
let touchedOrigin: Point | null = null;
/** Whether a key that presses buttons is down. */
let keyIsDown = false;

/** To be called when the card shows another number, another call or other buttons: every time begins anew. */
export function restartGuards(): void {
  send({ is: 'contentChanged' });
  restartVisibility();
}

/** How long the content had been there when the person pressed, in ms; negative where the press was waiting meanwhile. */
export function contentAgeAt({ timeStamp }: Event): number {
  return timeStamp - guard.since;
}

/** @param minMs how long the content must have been there, for presses without a mouse. */
export function verdictOn(click: MouseEvent, minMs: number): PressVerdict {
  return judgePress(guard, pressOf(click), click.timeStamp, minMs);
}

/** Whether the press that begins with this event may count. */
export function mayBecomePress({ pointerType, timeStamp }: PointerEvent, minMs: number): boolean {
  const press: Press = pointerType === 'mouse' ? { by: 'mouse' } : { by: 'touch', moved: 0 };
  return judgePress(guard, press, timeStamp, minMs) === 'counts';
}

/** False for the click of a key or a screen reader. */
export function isPointerClick({ detail }: MouseEvent): boolean {
  return detail > 0;
}

function pressOf(click: MouseEvent): Press {
  if (!isPointerClick(click)) return { by: keyIsDown ? 'key' : 'screenReader' };
  if ((click as PointerEvent).pointerType === 'mouse') return { by: 'mouse' };
  const origin = originOf(click);
  return { by: 'touch', moved: touchedOrigin ? Math.hypot(origin.x - touchedOrigin.x, origin.y - touchedOrigin.y) : Infinity };
}

/** @param at when the person did it: on a busy machine events wait, and several come at once. */
function send(event: GuardEvent, at = performance.now()): void {
  guard = stepPressGuard(guard, event, at);
}

/** A frame is not told its place on the screen; the two coordinates of an event tell it. */
function originOf({ screenX, screenY, clientX, clientY }: MouseEvent): Point {
  return { x: screenX - clientX * pageZoom(), y: screenY - clientY * pageZoom() };
}

/** Chrome sends clicks as PointerEvents. */
function onPointer(event: PointerEvent): void {
  if (!event.isTrusted || (event.type === 'click' && !isPointerClick(event))) return;
  const isDown = event.type === 'pointerdown';
  if (event.pointerType === 'mouse') {
    const at = { x: event.screenX, y: event.screenY };
    send({ is: isDown ? 'mousePressed' : 'mouseMoved', at, origin: originOf(event) }, event.timeStamp);
  }
  if (!isDown) return keepSampling();
  touchedOrigin = originOf(event);
  // The click waits for the answer: a cover that comes and goes is seen, if it is there at the press.
  void observeAnew();
}

function onPointerOut({ relatedTarget, pointerType }: PointerEvent): void {
  if (relatedTarget === null && pointerType === 'mouse') send({ is: 'mouseLeft' });
}

function onKey({ type, key }: KeyboardEvent): void {
  if (key !== 'Enter' && key !== ' ') return;
  if (type === 'keydown') keyIsDown = true;
  // The click of the space bar follows its keyup.
  else setTimeout(() => (keyIsDown = false));
}

/** Moves the focus as a key does, for a card that a key has opened. */
export function focusForKeys(button: HTMLElement): void {
  button.focus();
  send({ is: 'focusMoved', byKeys: true });
}

function onFocusIn({ target }: FocusEvent): void {
  send({ is: 'focusMoved', byKeys: target instanceof Element && target.matches(':focus-visible') });
}

if (typeof window !== 'undefined') {
  followPageZoom();
  for (const type of ['pointermove', 'pointerdown', 'click'] as const) {
    window.addEventListener(type, onPointer, true);
  }
  window.addEventListener('pointerout', onPointerOut, true);
  window.addEventListener('focusin', onFocusIn, true);
  window.addEventListener('blur', () => (keyIsDown = false));
  for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, onKey, true);
}
