/** The socket to our backend: comes back after every failure, hands on what the backend tells, and tells how this browser stands. */
import * as z from 'zod/mini';
import { type BrowserPresence, type Push, pushPing, pushPong, pushProtocol, pushSchema, sessionEndedCode } from '../../shared/push.ts';
import { waitBeforeRetry } from './retry-policy.ts';

/** Proxies cut sockets that are silent for a minute. */
const pingEveryMs = 25_000;
/** A socket without an answer for this long is dead, whatever the browser believes. */
const pongTimeoutMs = 10_000;

export type PushTarget = { backendUrl: string; session: string };

/** @param heard called with each message in the order in which they arrive. */
export function createPushSocket(heard: (message: Push) => void) {
  let target: PushTarget | null = null;
  let presence: string | null = null;
  let socket: WebSocket | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ping: ReturnType<typeof setInterval> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const letGo = () => {
    clearTimeout(retry);
    clearInterval(ping);
    clearTimeout(patience);
    const old = socket;
    socket = null;
    old?.close();
  };

  const connect = () => {
    letGo();
    if (!target) return;
    const mine = new WebSocket(`${target.backendUrl.replace(/^http/, 'ws')}/api/push`, [pushProtocol, target.session]);
    socket = mine;
    // A connection attempt can hang as well as a connection.
    expectAnswer();
    mine.addEventListener('open', () => {
      if (mine !== socket) return;
      ping = setInterval(sendPing, pingEveryMs);
      if (presence) mine.send(presence);
    });
    mine.addEventListener('message', ({ data }) => {
      if (mine === socket) read(data);
    });
    mine.addEventListener('close', ({ code }) => {
      if (mine === socket) lost(code);
    });
  };

  const expectAnswer = () => {
    clearTimeout(patience);
    patience = setTimeout(() => lost(), pongTimeoutMs);
  };

  const sendPing = () => {
    socket?.send(pushPing);
    expectAnswer();
  };

  const read = (data: unknown) => {
    clearTimeout(patience);
    failures = 0;
    if (data === pushPong) return;
    const message = z.safeParse(pushSchema, parse(data));
    // A backend newer than this extension may tell more than it understands.
    if (message.success) heard(message.data);
  };

  const lost = (code?: number) => {
    letGo();
    if (code === sessionEndedCode) target = null;
    if (!target) return;
    failures += 1;
    retry = setTimeout(connect, waitBeforeRetry(failures));
  };

  globalThis.addEventListener('online', () => {
    if (target) connect();
  });

  return {
    /** Keeps a socket to `next`; one that is kept already stays as it is. */
    hold(next: PushTarget) {
      if (target?.backendUrl === next.backendUrl && target.session === next.session) return;
      target = { backendUrl: next.backendUrl, session: next.session };
      failures = 0;
      connect();
    },
    /** Told again on every new socket: without it this browser counts as not there. */
    tell(now: BrowserPresence) {
      const next = JSON.stringify(now);
      if (next === presence) return;
      presence = next;
      if (socket?.readyState === WebSocket.OPEN) socket.send(presence);
    },
    drop() {
      target = null;
      letGo();
    },
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
