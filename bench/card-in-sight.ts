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

/** When the host element of the card gets its size in the page: Unix milliseconds. The page can see no more of the card. */
export function cardSeenAt(page: Page, timeoutMs: number): Promise<number> {
  return page.evaluate(
    (giveUpMs) =>
      new Promise<number>((resolve, reject) => {
        const end = Date.now() + giveUpMs;
        const look = () => {
          const corner = [document.documentElement.clientWidth - 60, 60] as const;
          const there = document
            .elementsFromPoint(...corner)
            .some((element) => element.parentElement === document.documentElement && element !== document.body);
          if (there) resolve(Date.now());
          else if (Date.now() > end) reject(new Error('the card does not show'));
          else requestAnimationFrame(look);
        };
        look();
      }),
    timeoutMs,
  );
}
