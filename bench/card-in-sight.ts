/** Both ends of the time from an invitation on the socket to the card of the call in sight. */
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';

let lastInvitation = 0;
const { send } = WebSocket.prototype as { send: (this: WebSocket, data: unknown, ...rest: unknown[]) => void };
WebSocket.prototype.send = function sendAndNote(this: WebSocket, data: unknown, ...rest: unknown[]) {
  if (typeof data === 'string' && data.startsWith('{"type":"invite"')) lastInvitation = Date.now();
  return send.call(this, data, ...rest);
} as WebSocket['send'];

/** When the local Twilio, which runs in this process, last put an invitation on a socket. */
export function invitedAt(): number {
  return lastInvitation;
}

type Box = { x: number; y: number; width: number; height: number };

/** When the card of a ringing call takes presses in its corner of the page: Unix milliseconds. The page can see no more of it. */
export function cardSeenAt(page: Page, timeoutMs: number): Promise<number> {
  return page.evaluate(watchForCard, { timeoutMs, beside: null });
}

/** When the card of a number takes presses below it or above it. */
export function cardInSightAt(page: Page, beside: Box, timeoutMs = 10_000): Promise<number> {
  return page.evaluate(watchForCard, { timeoutMs, beside });
}

/** Runs in the page, where a card takes presses as soon as it shows. */
function watchForCard({ timeoutMs, beside }: { timeoutMs: number; beside: Box | null }): Promise<number> {
  const inset = 26;
  const root = document.documentElement;
  const places = beside
    ? [beside.y + beside.height + inset, beside.y - inset].map((y) => [beside.x + inset, y] as const)
    : [[root.clientWidth - 60, 60] as const];
  return new Promise((resolve, reject) => {
    const end = Date.now() + timeoutMs;
    const look = () => {
      const there = places.some(([x, y]) =>
        document.elementsFromPoint(x, y).some((element) => element.parentElement === root && element !== document.body),
      );
      if (there) resolve(Date.now());
      else if (Date.now() > end) reject(new Error('the card does not show'));
      else requestAnimationFrame(look);
    };
    look();
  });
}
