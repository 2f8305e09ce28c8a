/** A TCP proxy on 127.0.0.1 that stands for a distant server: every byte arrives later by a one-way delay. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type DelayProxy = { port: number; close(): Promise<void> };

/**
 * Forwards what arrives, each part after the delay and in order.
 * @param firstExtraMs a further delay of the first part
 */
function forward(from: Socket, to: Socket, delayMs: number, firstExtraMs: number): void {
  const openAt = Date.now() + firstExtraMs;
  const actions: (() => void)[] = [];
  // Timers of different durations that are due in the same millisecond fire in any order: each runs the oldest action.
  const later = (action: () => void) => {
    actions.push(action);
    setTimeout(() => actions.shift()?.(), Math.max(openAt, Date.now()) - Date.now() + delayMs);
  };
  from.on('data', (part: Buffer) => later(() => to.write(part)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.destroySoon()));
}

function closeWhenIdle(client: Socket, idleMs: number): void {
  client.setTimeout(idleMs, () => client.destroy());
  client.on('data', (part: Buffer) => {
    if (/^upgrade: websocket/im.test(part.toString('latin1'))) client.setTimeout(0);
  });
}

type Distance = {
  /** One way. */
  delayMs: number;
  /** Round trips before the first byte of a connection: 1 for TCP, 2 where a distant server would speak TLS 1.3 as well. */
  handshakes?: number;
  /** After this time without a byte a connection is closed, as servers do with idle ones. WebSockets stay open. */
  idleMs?: number;
};

/** A connection costs round trips more than here: its first part waits for the handshakes that would come before. */
export async function startDelayProxy(targetPort: number, { delayMs, handshakes = 1, idleMs }: Distance): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    forward(client, target, delayMs, 2 * delayMs * handshakes);
    forward(target, client, delayMs, 0);
    if (idleMs !== undefined) closeWhenIdle(client, idleMs);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
