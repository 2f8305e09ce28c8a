/** Starts an HTTP server on the loopback address, and stops it without waiting for open connections. */
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Listening = { port: number; close: () => Promise<void> };

/** Rejects when the port is taken. Closing ends every connection: event streams and upgraded sockets too. */
export function listen(server: Server, port: number): Promise<Listening> {
  // The peer closes connections that it does not use. Closed by both, one may be reset by the request that is on its way.
  server.keepAliveTimeout = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, close }));
  });
}
