/** The WebSocket to our backend: reconnects after every failure, delivers the backend's messages, and reports this browser's presence. */
import * as z from 'zod/mini';
import {
  type BrowserPresence,
  type BrowserProof,
  type Push,
  pushPing,
  pushPong,
  pushProtocol,
  pushSchema,
  sessionEndedCode,
} from '../../shared/push.ts';
import { createHeartbeat } from './heartbeat.ts';
import { fetchPushTicket, type PushTarget } from './push-ticket.ts';
import { type Random, retryWait } from './retry-policy.ts';

type Listeners = {
  /** Called with each message in the order of arrival. */
  onMessage: (message: Push) => void;
  /** The session has ended: there is no socket until `hold` gets another one. */
  onSessionEnded: () => void;
};

export function createPushSocket({ onMessage, onSessionEnded }: Listeners, random: Random = Math.random) {
  let target: PushTarget | null = null;
  const state = browserState();
  let connection: Connection | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(retry);
    connection?.close();
    connection = null;
  };

  const connect = () => {
    close();
    if (!target) return;
    connection = openConnection(target, {
      // The backend counts a browser without a presence message on this socket as absent.
      onOpen: (send) => state.sendAll(send),
      onData(data) {
        failures = 0;
        const message = readPush(data);
        if (message) onMessage(message);
      },
      onLost(code) {
        close();
        failures += 1;
        if (code !== sessionEndedCode) return reconnectLater();
        target = null;
        onSessionEnded();
      },
    });
  };

  const reconnectLater = () => {
    clearTimeout(retry);
    if (target) retry = setTimeout(connect, retryWait(failures, random()));
  };

  // All browsers of one office come back online together.
  globalThis.addEventListener('online', () => {
    failures = 0;
    reconnectLater();
  });

  return {
    /** Keeps a socket to `next`; one that is kept already stays as it is. */
    hold(next: PushTarget) {
      if (target?.backendUrl === next.backendUrl && target.session === next.session) return;
      target = { backendUrl: next.backendUrl, session: next.session };
      failures = 0;
      connect();
    },
    /** Sent now when the socket is open, and again on every new socket. */
    setPresence: (now: BrowserPresence) => state.setPresence(now, (text) => connection?.send(text)),
    /** Sent as the presence is. `at`: Unix milliseconds by this computer's clock. */
    setProof: (at: number) => state.setProof(at, (text) => connection?.send(text)),
    drop() {
      target = null;
      state.forgetProof();
      close();
    },
  };
}

type Send = (text: string) => void;

/** What the backend knows of this browser: its presence and its last proof. */
function browserState() {
  let presence: string | null = null;
  let provenAt: number | null = null;
  return {
    setPresence(now: BrowserPresence, send: Send) {
      const next = JSON.stringify(now);
      if (next === presence) return;
      presence = next;
      send(presence);
    },
    setProof(at: number, send: Send) {
      if (at === provenAt) return;
      provenAt = at;
      send(proofMessage(at));
    },
    forgetProof: () => void (provenAt = null),
    sendAll(send: Send) {
      if (presence !== null) send(presence);
      if (provenAt !== null) send(proofMessage(provenAt));
    },
  };
}

const proofMessage = (at: number) => JSON.stringify({ provenMsAgo: Math.max(0, Date.now() - at) } satisfies BrowserProof);

type Connection = { send: Send; close: () => void };
type ConnectionCallbacks = {
  onOpen: (send: Send) => void;
  onData: (data: unknown) => void;
  /** Called once, and not after `close`. The code is the WebSocket's, if it closed, and `sessionEndedCode` without a ticket for the session. */
  onLost: (code?: number) => void;
};

/** One connection: a ticket, then the socket that the ticket opens. */
function openConnection(target: PushTarget, callbacks: ConnectionCallbacks): Connection {
  const attempt = new AbortController();
  let socket: Connection | null = null;
  const connect = async () => {
    const answer = await fetchPushTicket(target, attempt.signal);
    if (attempt.signal.aborted) return;
    if (answer.is === 'ticket') socket = openSocket(target.backendUrl, answer.ticket, callbacks);
    else callbacks.onLost(answer.is === 'session-ended' ? sessionEndedCode : undefined);
  };
  void connect();
  return {
    send: (text) => socket?.send(text),
    close() {
      attempt.abort();
      socket?.close();
    },
  };
}

/** One WebSocket with its heartbeat, from the attempt to connect until it is closed or lost. */
function openSocket(backendUrl: string, ticket: string, { onOpen, onData, onLost }: ConnectionCallbacks): Connection {
  const socket = new WebSocket(`${backendUrl.replace(/^http/, 'ws')}/api/push`, [pushProtocol, ticket]);
  const listening = new AbortController();
  const heartbeat = createHeartbeat(() => socket.send(pushPing), onLost);
  const { signal } = listening;
  const send = (text: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  };

  // A connection attempt can hang as well as a connection.
  heartbeat.expectAnswer();
  const onSocketOpen = () => {
    heartbeat.start();
    onOpen(send);
  };
  socket.addEventListener('open', onSocketOpen, { signal });
  socket.addEventListener(
    'message',
    ({ data }) => {
      heartbeat.answered();
      onData(data);
    },
    { signal },
  );
  socket.addEventListener('close', ({ code }) => onLost(code), { signal });

  return {
    send,
    close() {
      listening.abort();
      heartbeat.stop();
      socket.close();
    },
  };
}

/** @returns null for a pong, and for a message of a newer backend that this extension does not know. */
function readPush(data: unknown): Push | null {
  if (data === pushPong) return null;
  const message = z.safeParse(pushSchema, parseJson(data));
  return message.success ? message.data : null;
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
