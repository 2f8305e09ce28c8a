/** Dials from the popup, once the popup has been there for its time. */
import { signal } from '@preact/signals';
import { announce } from '../../ui/app/announce.tsx';
import { type Command, sendCommand } from '../../ui/app/send-command.ts';
import { text } from '../../ui/app/text.ts';
import { type DialGuardEvent, enterCounts, msUntilSettled, newDialGuard, stepDialGuard } from './dial-guard.ts';

let guard = newDialGuard(performance.now());
let settleTimer: ReturnType<typeof setTimeout> | undefined;

/** False while every press is ignored. */
export const isSettled = signal(false);
/** True after a press that was ignored. */
export const pressedTooSoon = signal(false);

function send(event: DialGuardEvent): void {
  guard = stepDialGuard(guard, event, performance.now());
}

function settle(): void {
  clearTimeout(settleTimer);
  const ms = msUntilSettled(guard, performance.now());
  isSettled.value = ms === 0;
  if (ms > 0) settleTimer = setTimeout(settle, ms);
}

/** To be called when a number has come into the dial pad without a key of the person. */
export function restartDialGuard(): void {
  send({ is: 'filled' });
  pressedTooSoon.value = false;
  settle();
}

/** Places the call, unless the popup has only just opened. */
export async function guardedDial(call: Omit<Extract<Command, { command: 'dial' }>, 'command'>): Promise<void> {
  settle();
  if (!isSettled.value) return refuse();
  pressedTooSoon.value = false;
  await sendCommand({ command: 'dial', ...call });
}

/** With the press on Call, before the click. */
export function guardedPrepare(): void {
  settle();
  if (isSettled.value) void sendCommand({ command: 'prepareCall' });
}

function refuse(): void {
  pressedTooSoon.value = true;
  announce(text('dialPressAgain'), 'now');
}

/** Enter that does not count reaches neither the field nor a button. */
function onKeyDown(event: KeyboardEvent): void {
  const { key, repeat } = event;
  send({ is: 'keyDown', key, repeat });
  if (key !== 'Enter' || enterCounts(guard, repeat, performance.now())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!repeat) refuse();
}

/** Before any other listener of the page. */
export function startDialGuard(): void {
  settle();
  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('keyup', ({ key, repeat }) => send({ is: 'keyUp', key, repeat }), true);
  for (const type of ['input', 'pointerdown']) window.addEventListener(type, ({ isTrusted }) => isTrusted && send({ is: 'input' }), true);
}
