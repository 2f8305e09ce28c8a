/** Limits of the push sockets: how many a browser may hold, and what it may send over one. */

/** A browser holds one; those that a lost network left behind stay open until they are missed. */
const maxSocketsPerBrowser = 10;
/** Longer than every message of the extension. */
const maxMessageLength = 1000;
const maxMessages = 30;
const periodMs = 10_000;

const policyViolated = 1008;
const messageTooBig = 1009;

/** Closes the oldest sockets of a browser that holds more than it may. `openedAt`: Unix milliseconds. */
export function closeSurplusSockets(sockets: { socket: WebSocket; openedAt: number }[]): void {
  const oldestFirst = sockets.toSorted((one, other) => one.openedAt - other.openedAt);
  for (const { socket } of oldestFirst.slice(0, Math.max(0, sockets.length - maxSocketsPerBrowser))) {
    socket.close(policyViolated, 'too-many-sockets');
  }
}

export type SocketLimits = {
  /** The text of a message within the limits; null when it was not, and the socket was closed. The browser connects again. */
  admit(socket: WebSocket, message: string | ArrayBuffer, now: number): string | null;
};

/** Counts in memory: an object that forgets the counts was idle, so that nothing was counted. */
export function socketLimits(): SocketLimits {
  const periods = new WeakMap<WebSocket, { since: number; messages: number }>();
  return {
    admit(socket, message, now) {
      if (typeof message !== 'string' || message.length > maxMessageLength) {
        socket.close(messageTooBig, 'message-too-big');
        return null;
      }
      const last = periods.get(socket);
      const period = last && now < last.since + periodMs ? last : { since: now, messages: 0 };
      period.messages += 1;
      periods.set(socket, period);
      if (period.messages <= maxMessages) return message;
      socket.close(policyViolated, 'too-many-messages');
      return null;
    },
  };
}
